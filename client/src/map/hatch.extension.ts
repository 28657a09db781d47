import { LayerExtension, type Layer } from '@deck.gl/core';
import type { ShaderModule } from '@luma.gl/shadertools';

/** Screen pixels from one line of the hatch to the next, and how thick a line is. */
const HATCH = { periodPixels: 8, linePixels: 1.3 } as const;

type HatchUniforms = { phasePixels: number; periodPixels: number; linePixels: number };

const uniformBlock = /* glsl */ `\
layout(std140) uniform hatchUniforms {
  highp float phasePixels;
  highp float periodPixels;
  highp float linePixels;
} hatch;
`;

const hatchModule = {
  name: 'hatch',
  fs: uniformBlock,
  vs: uniformBlock,
  uniformTypes: { phasePixels: 'f32', periodPixels: 'f32', linePixels: 'f32' },
  inject: {
    'fs:DECKGL_FILTER_COLOR': /* glsl */ `
      float hatchAt = mod(gl_FragCoord.x + gl_FragCoord.y - hatch.phasePixels, hatch.periodPixels);
      float hatchEdge = min(hatchAt, hatch.periodPixels - hatchAt);
      color.a *= 1.0 - smoothstep(hatch.linePixels * 0.5 - 0.5, hatch.linePixels * 0.5 + 0.5, hatchEdge);
    `,
  },
} as const satisfies ShaderModule<HatchUniforms>;

/** Draws a layer's fills as 45° lines of fixed width on the screen that stay where they are on the ground while panning. */
export class HatchExtension extends LayerExtension {
  static override extensionName = 'HatchExtension';

  override getShaders(): { modules: ShaderModule<HatchUniforms>[] } {
    return { modules: [hatchModule] };
  }

  override draw(this: Layer): void {
    const { viewport, device } = this.context;
    const ratio = device.canvasContext?.cssToDeviceRatio() ?? 1;
    const periodPixels = HATCH.periodPixels * ratio;
    // The projected origin moves with the ground; rows of the frame buffer count upwards. Far away or close up its
    // pixel is a large number, so the remainder is taken here, in double precision.
    const [x, y] = viewport.project([0, 0]) as [number, number];
    const phase = ((x + viewport.height - y) * ratio) % periodPixels;
    this.setShaderModuleProps({
      hatch: { phasePixels: phase, periodPixels, linePixels: HATCH.linePixels * ratio } satisfies HatchUniforms,
    });
  }
}
