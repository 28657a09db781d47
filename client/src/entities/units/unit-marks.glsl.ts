import { DEGREES_PER_HEADING_STEP } from '@liaowang/shared/contract/position-frame';
import type { ShaderModule } from '@luma.gl/shadertools';
import { EASE_GLIDE_GLSL } from '../../live/glide.ts';
import { KIND_INDEX, NO_KIND, STATE_INDEX, UNKNOWN_STEPS } from '../../live/unit-slots.ts';

type Vec2 = [number, number];
type Vec4 = [number, number, number, number];

export type UnitMarksUniforms = {
  /** The buffer's origin, degrees. */
  origin: Vec2;
  /** The buffer's origin less the viewport's anchor, degrees: subtracted in double precision. */
  originFromAnchor: Vec2;
  nowSeconds: number;
  glideSeconds: number;
  scale: number;
  detail: number;
  /** Device pixels a CSS pixel. */
  pixelRatio: number;
  selectedSlot: number;
  hoveredSlot: number;
  /** Bit k set = units of kind k are drawn. */
  visibleKinds: number;
  footColor: Vec4;
  vehicleColor: Vec4;
  lostColor: Vec4;
  haloColor: Vec4;
  selectionColor: Vec4;
};

const uniformBlock = /* glsl */ `\
layout(std140) uniform unitMarksUniforms {
  highp vec2 origin;
  highp vec2 originFromAnchor;
  highp float nowSeconds;
  highp float glideSeconds;
  highp float scale;
  highp float detail;
  highp float pixelRatio;
  highp float selectedSlot;
  highp float hoveredSlot;
  highp int visibleKinds;
  highp vec4 footColor;
  highp vec4 vehicleColor;
  highp vec4 lostColor;
  highp vec4 haloColor;
  highp vec4 selectionColor;
} unitMarks;
`;

export const unitMarksUniforms = {
  name: 'unitMarks',
  vs: uniformBlock,
  fs: uniformBlock,
  uniformTypes: {
    origin: 'vec2<f32>',
    originFromAnchor: 'vec2<f32>',
    nowSeconds: 'f32',
    glideSeconds: 'f32',
    scale: 'f32',
    detail: 'f32',
    pixelRatio: 'f32',
    selectedSlot: 'f32',
    hoveredSlot: 'f32',
    visibleKinds: 'i32',
    footColor: 'vec4<f32>',
    vehicleColor: 'vec4<f32>',
    lostColor: 'vec4<f32>',
    haloColor: 'vec4<f32>',
    selectionColor: 'vec4<f32>',
  },
} as const satisfies ShaderModule<UnitMarksUniforms>;

/** How full the inside of a stale mark is. */
const STALE_FILL = 0.3;

/** CSS pixels from a mark's middle to the edge of its quad at scale 1: room for the halo and the ring. */
const QUAD_PIXELS = 18;

export const unitMarksVertex = /* glsl */ `\
#version 300 es
#define SHADER_NAME unit-marks-vertex

in vec3 positions;
in vec4 instanceGlides;
in float instanceGlideStarts;
in uvec4 instanceStyles;

out vec2 markPixels;
flat out uvec4 style;
flat out float ring;

${EASE_GLIDE_GLSL}

void main(void) {
  style = instanceStyles;
  bool isShown = style.x != ${NO_KIND}u && style.y != ${STATE_INDEX.off}u && ((unitMarks.visibleKinds >> int(style.x)) & 1) == 1;
  if (!isShown) {
    // Outside of clip space: no fragment.
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  float share = easeGlide((unitMarks.nowSeconds - instanceGlideStarts) / unitMarks.glideSeconds);
  vec2 offset = mix(instanceGlides.xy, instanceGlides.zw, share);
  vec2 lngLat = unitMarks.origin + offset;
  vec2 fromAnchor = unitMarks.originFromAnchor + offset;
  geometry.worldPosition = vec3(lngLat, 0.0);

  // Near the anchor the small difference keeps centimetres; far from it the linear offset would be wrong, and rough is enough.
  vec4 inCommonSpace = project.projectionMode == PROJECTION_MODE_WEB_MERCATOR_AUTO_OFFSET && abs(fromAnchor.y) < 0.25
    ? project_offset_(vec4(fromAnchor, 0.0, 1.0))
    : project_position(vec4(lngLat, 0.0, 1.0));
  geometry.position = inCommonSpace;
  gl_Position = project_common_position_to_clipspace(inCommonSpace);

  float slot = float(gl_InstanceID);
  ring = slot == unitMarks.selectedSlot ? 1.0 : (slot == unitMarks.hoveredSlot ? 0.55 : 0.0);
  float extent = ${QUAD_PIXELS}.0 * max(unitMarks.scale, ring > 0.0 ? 0.8 : 0.0);
  vec2 corner = positions.xy * extent;
  gl_Position.xy += project_pixel_size_to_clipspace(corner);

  // Pixels in the mark's own frame: y along the heading.
  float heading = style.z == ${UNKNOWN_STEPS}u ? 0.0 : radians(float(style.z) * ${DEGREES_PER_HEADING_STEP.toFixed(1)});
  float c = cos(heading);
  float s = sin(heading);
  markPixels = vec2(c * corner.x - s * corner.y, s * corner.x + c * corner.y);
}
`;

export const unitMarksFragment = /* glsl */ `\
#version 300 es
#define SHADER_NAME unit-marks-fragment

precision highp float;

in vec2 markPixels;
flat in uvec4 style;
flat in float ring;
out vec4 fragColor;

float box(vec2 p, vec2 halfSize, float radius) {
  vec2 q = abs(p) - halfSize + radius;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;
}

// Distance from a wedge that opens along the heading from (0, apex), negative inside it.
float wedge(vec2 p, float apex) {
  return abs(p.x) * 0.78 - (p.y - apex) * 0.62;
}

void main(void) {
  float scale = unitMarks.scale;
  vec2 p = markPixels / scale;
  bool hasHeading = style.z != ${UNKNOWN_STEPS}u;
  bool isStale = style.y == ${STATE_INDEX.stale}u;
  bool isLost = style.y == ${STATE_INDEX.lost}u;
  float d;
  float hole = 1e3;
  if (style.x == ${KIND_INDEX.foot}u) {
    d = length(p) - 5.4;
    // At city zoom the notch has slid out of the disc.
    if (hasHeading) d = max(d, -wedge(p, mix(6.0, 0.4, unitMarks.detail)));
  } else if (style.x == ${KIND_INDEX.bicycle}u) {
    d = length(p) - 5.6;
    hole = abs(length(p) - 3.2) - 0.7;
    if (hasHeading) d = max(d, -wedge(p, mix(6.2, 0.6, unitMarks.detail)));
  } else if (!hasHeading) {
    d = box(p, vec2(4.2), 1.8);
    if (style.x == ${KIND_INDEX.taxi}u) hole = length(p) - 1.6;
  } else if (style.x == ${KIND_INDEX.taxi}u) {
    d = box(p, vec2(3.3, 5.4), 2.2);
    hole = length(p - vec2(0.0, 1.6)) - 1.6;
  } else {
    d = box(p, vec2(3.3, 7.8), 2.2);
    // The windscreen: which way it goes shows without a beak.
    hole = box(p - vec2(0.0, 5.2), vec2(2.0, 0.7), 0.5);
  }
  d *= scale;
  hole *= scale;

  // Half a device pixel either side of an edge.
  float aa = 0.6 / unitMarks.pixelRatio;
  float inside = 1.0 - smoothstep(-aa, aa, d);
  float haloWidth = mix(0.5, 1.5, unitMarks.detail);
  float halo = 1.0 - smoothstep(haloWidth - aa, haloWidth + aa, d);
  vec4 color = style.x == ${KIND_INDEX.foot}u || style.x == ${KIND_INDEX.bicycle}u ? unitMarks.footColor : unitMarks.vehicleColor;
  float fill = inside * (1.0 - unitMarks.detail * (1.0 - smoothstep(-aa, aa, hole)));
  float alpha = max(halo * unitMarks.haloColor.a, inside);
  if (isStale || isLost) {
    // Their edge alone keeps its colour: a faded mark would not reach 3 : 1 on its ground.
    float stroke = max(1.0, 1.3 * scale);
    float edge = smoothstep(-stroke - aa, -stroke + aa, d);
    if (isLost) color = unitMarks.lostColor;
    fill = isLost ? inside * edge : fill * mix(${STALE_FILL.toFixed(2)}, 1.0, edge);
    alpha = max(halo * unitMarks.haloColor.a * 0.6, fill * color.a);
  }
  vec4 mark = vec4(mix(unitMarks.haloColor.rgb, color.rgb, fill / max(alpha, 0.001)), alpha);

  if (ring > 0.0) {
    float radius = max(scale, 0.8) * 13.5;
    float distance = abs(length(markPixels) - radius);
    float onRing = (1.0 - smoothstep(1.0 - aa, 1.0 + aa, distance)) * ring;
    float onHalo = (1.0 - smoothstep(2.2 - aa, 2.2 + aa, distance)) * ring * 0.6;
    vec4 over = vec4(mix(unitMarks.haloColor.rgb, unitMarks.selectionColor.rgb, onRing / max(onRing + onHalo * (1.0 - onRing), 0.001)), max(onRing, onHalo));
    mark = vec4(mix(mark.rgb, over.rgb, over.a), max(mark.a, over.a));
  }
  if (mark.a < 0.01) discard;
  fragColor = vec4(mark.rgb, mark.a * layer.opacity);
  geometry.uv = markPixels;
  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;
