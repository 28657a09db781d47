import { LayerExtension, type Accessor, type Layer } from '@deck.gl/core';
import type { ShaderModule } from '@luma.gl/shadertools';
import { EASE_GLIDE_GLSL, GLIDE } from '../../live/glide.ts';
import type { PositionBuffer } from '../../live/position-buffer.ts';
import { computePixelsPerDegree } from '../../map/redraw-pace.ts';

type GlideUniforms = { nowSeconds: number; glideSeconds: number; pixelsPerDegree: [number, number] };

const uniformBlock = /* glsl */ `\
layout(std140) uniform glideUniforms {
  highp float nowSeconds;
  highp float glideSeconds;
  highp vec2 pixelsPerDegree;
} glide;
`;

const glideModule = {
  name: 'glide',
  vs: uniformBlock,
  fs: uniformBlock,
  uniformTypes: { nowSeconds: 'f32', glideSeconds: 'f32', pixelsPerDegree: 'vec2<f32>' },
  inject: {
    'vs:#decl': `in vec3 glideBehind;\n${EASE_GLIDE_GLSL}`,
    'vs:DECKGL_FILTER_SIZE': /* glsl */ `
      float glideLeft = 1.0 - easeGlide((glide.nowSeconds - glideBehind.z) / glide.glideSeconds);
      size.xy += glideBehind.xy * glide.pixelsPerDegree * glideLeft;
    `,
  },
} as const satisfies ShaderModule<GlideUniforms>;

/** How far from where it arrives a slot's mark begins its glide, degrees, and when, seconds since the buffer's `timeBaseMs`. */
export function findGlideBehind(
  { slots: { glides, glideStarts } }: Pick<PositionBuffer, 'slots'>,
  slot: number,
): [number, number, number] {
  const at = slot * 4;
  return [glides[at]! - glides[at + 2]!, glides[at + 1]! - glides[at + 3]!, glideStarts[slot]!];
}

/** What a layer with {@link GlideExtension} takes beside its own properties. */
export interface GlideProps<T> {
  /** See {@link findGlideBehind}. */
  getGlideBehind: Accessor<T, [number, number, number]>;
  glideBuffer: Pick<PositionBuffer, 'timeBaseMs'>;
  /** False: things are where they arrive. */
  areGlidesShown: boolean;
}

/**
 * Draws what stands beside a gliding mark where the mark is in that very frame: as the marks do, by a clock alone. Its layer
 * has the places at which the glides end.
 */
export class GlideExtension extends LayerExtension {
  static override extensionName = 'GlideExtension';
  static override defaultProps = {
    getGlideBehind: { type: 'accessor', value: [0, 0, 0] },
    glideBuffer: { type: 'object', value: null, compare: false },
    areGlidesShown: true,
  };

  override getShaders(): { modules: ShaderModule<GlideUniforms>[] } {
    return { modules: [glideModule] };
  }

  override initializeState(this: Layer): void {
    // Those that only gather others have none.
    this.getAttributeManager()?.addInstanced({ glideBehind: { size: 3, accessor: 'getGlideBehind' } });
  }

  override draw(this: Layer): void {
    const { glideBuffer, areGlidesShown } = this.props as unknown as GlideProps<unknown>;
    const { zoom } = this.context.viewport;
    const { latitude } = this.context.viewport as unknown as { latitude: number };
    const pixelsPerLng = computePixelsPerDegree(zoom);
    this.setShaderModuleProps({
      glide: {
        nowSeconds: areGlidesShown ? (performance.now() - glideBuffer.timeBaseMs) / 1000 : Number.MAX_SAFE_INTEGER,
        glideSeconds: GLIDE.durationMs / 1000,
        pixelsPerDegree: [pixelsPerLng, pixelsPerLng / Math.cos((latitude * Math.PI) / 180)],
      } satisfies GlideUniforms,
    });
  }
}
