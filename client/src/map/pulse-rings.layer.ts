import { Layer, color, project32, type DefaultProps, type LayerProps, type UpdateParameters } from '@deck.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import type { ShaderModule } from '@luma.gl/shadertools';
import type { Rgb } from './palette.ts';

/** A new incident pulses three times, then rests. */
export const PULSE = { count: 3, periodMs: 1_100, radiusPixels: 34, frameMs: 33 } as const;

/** One thing that has just appeared. */
export interface Pulse {
  position: [number, number];
  /** Epoch milliseconds of our clock. */
  startMs: number;
  color: Rgb;
}

/** Whether a pulse that began at `startMs` still moves. */
export function isPulsing(startMs: number, nowMs: number): boolean {
  return nowMs >= startMs && nowMs - startMs < PULSE.count * PULSE.periodMs;
}

interface OwnProps {
  data: readonly Pulse[];
  timeBaseMs: number;
  getPosition?: (pulse: Pulse) => [number, number];
  /** Seconds after {@link OwnProps.timeBaseMs}: Float32 cannot tell seconds of the epoch apart. */
  getStart?: (pulse: Pulse) => number;
  getColor?: (pulse: Pulse) => [number, number, number, number];
}

type PulseUniforms = { nowSeconds: number; periodSeconds: number; count: number; radiusPixels: number };

const uniformBlock = /* glsl */ `\
layout(std140) uniform pulseUniforms {
  highp float nowSeconds;
  highp float periodSeconds;
  highp float count;
  highp float radiusPixels;
} pulse;
`;

const pulseUniforms = {
  name: 'pulse',
  vs: uniformBlock,
  fs: uniformBlock,
  uniformTypes: { nowSeconds: 'f32', periodSeconds: 'f32', count: 'f32', radiusPixels: 'f32' },
} as const satisfies ShaderModule<PulseUniforms>;

const vertex = /* glsl */ `\
#version 300 es
#define SHADER_NAME pulse-rings-vertex
in vec3 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in float instanceStarts;
in vec4 instanceColors;
out vec2 unit;
out vec4 ringColor;
flat out float phase;
void main(void) {
  float periods = (pulse.nowSeconds - instanceStarts) / pulse.periodSeconds;
  phase = periods >= 0.0 && periods < pulse.count ? fract(periods) : -1.0;
  gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0), geometry.position);
  unit = positions.xy;
  ringColor = instanceColors;
  gl_Position.xy += project_pixel_size_to_clipspace(positions.xy * pulse.radiusPixels);
}
`;

const fragment = /* glsl */ `\
#version 300 es
#define SHADER_NAME pulse-rings-fragment
precision highp float;
in vec2 unit;
in vec4 ringColor;
flat in float phase;
out vec4 fragColor;
void main(void) {
  if (phase < 0.0) discard;
  float grown = 1.0 - (1.0 - phase) * (1.0 - phase);
  float at = length(unit) * pulse.radiusPixels;
  float edge = grown * (pulse.radiusPixels - 2.0);
  float ring = 1.0 - smoothstep(0.8, 2.0, abs(at - edge));
  float wash = at < edge ? 0.18 : 0.0;
  float alpha = max(ring, wash) * (1.0 - phase);
  if (alpha < 0.01) discard;
  fragColor = vec4(ringColor.rgb, ringColor.a * alpha * layer.opacity);
  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;

const defaultProps: DefaultProps<OwnProps & LayerProps> = {
  timeBaseMs: 0,
  getPosition: { type: 'accessor', value: (pulse: Pulse) => pulse.position },
  getStart: { type: 'accessor', value: () => 0 },
  getColor: { type: 'accessor', value: (pulse: Pulse) => [...pulse.color, 255] as [number, number, number, number] },
};

/** Rings that grow and fade by a clock alone; it asks for frames only while one still pulses. */
class PulseRingsLayer extends Layer<Required<OwnProps>> {
  static override layerName = 'PulseRingsLayer';
  static override defaultProps = defaultProps;

  declare state: { model?: Model; endsMs: number; drawnAtMs: number };

  override initializeState(): void {
    const attributeManager = this.getAttributeManager()!;
    attributeManager.addInstanced({
      instancePositions: { size: 3, type: 'float64', fp64: this.use64bitPositions(), accessor: 'getPosition' },
      instanceStarts: { size: 1, accessor: 'getStart' },
      instanceColors: { size: 4, type: 'unorm8', accessor: 'getColor' },
    });
    const model = new Model(this.context.device, {
      ...super.getShaders({ vs: vertex, fs: fragment, modules: [project32, color, pulseUniforms] }),
      id: this.props.id,
      bufferLayout: attributeManager.getBufferLayouts(),
      geometry: new Geometry({
        topology: 'triangle-strip',
        attributes: { positions: { size: 3, value: new Float32Array([-1, -1, 0, 1, -1, 0, -1, 1, 0, 1, 1, 0]) } },
      }),
      isInstanced: true,
    });
    this.setState({ model, endsMs: 0, drawnAtMs: 0 });
  }

  override updateState(params: UpdateParameters<this>): void {
    super.updateState(params);
    if (params.changeFlags.dataChanged) {
      this.state.endsMs = this.props.data.reduce(
        (latest, { startMs }) => Math.max(latest, startMs + PULSE.count * PULSE.periodMs),
        0,
      );
    }
  }

  override getNeedsRedraw(options: { clearRedrawFlags: boolean }): string | false {
    const own = super.getNeedsRedraw(options);
    if (own || !this.state?.model) return own;
    const nowMs = performance.now();
    // The last frame is drawn after the end, and shows nothing.
    const isMoving = this.state.drawnAtMs < this.state.endsMs;
    return isMoving && nowMs - this.state.drawnAtMs >= PULSE.frameMs ? 'pulses' : false;
  }

  override draw(): void {
    const { model } = this.state;
    if (!model) return;
    const nowMs = performance.now();
    this.state.drawnAtMs = nowMs;
    const uniforms: PulseUniforms = {
      nowSeconds: (nowMs - this.props.timeBaseMs) / 1000,
      periodSeconds: PULSE.periodMs / 1000,
      count: PULSE.count,
      radiusPixels: PULSE.radiusPixels,
    };
    model.shaderInputs.setProps({ pulse: uniforms });
    model.draw(this.context.renderPass);
  }
}

/** Rings around things that have just appeared; `pulses` that are over may stay in the list. */
export function createPulseRingsLayer(id: string, pulses: readonly Pulse[]): Layer {
  const timeBaseMs = pulses[0]?.startMs ?? 0;
  return new PulseRingsLayer({
    id,
    data: pulses,
    timeBaseMs,
    getStart: ({ startMs }) => (startMs - timeBaseMs) / 1000,
  });
}
