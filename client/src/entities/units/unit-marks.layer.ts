import { Layer, color, project32, type DefaultProps, type LayerProps, type UpdateParameters } from '@deck.gl/core';
import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { Buffer, type Device } from '@luma.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import { GLIDE } from '../../live/glide.ts';
import type { PositionBuffer } from '../../live/position-buffer.ts';
import { KIND_INDEX } from '../../live/unit-slots.ts';
import { frameCost } from '../../map/frame-cost.ts';
import type { MapPalette, Rgb } from '../../map/palette.ts';
import { isRedrawDue, type RedrawState } from '../../map/redraw-pace.ts';
import { computeMarkDetail, computeMarkScale } from '../../map/zoom-stops.ts';
import { unitMarksFragment, unitMarksUniforms, unitMarksVertex, type UnitMarksUniforms } from './unit-marks.glsl.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer of units lies. */
export const UNIT_BANDS: LayerBands = {
  'unit-trails': 'paths',
  'unit-track-casing': 'paths',
  'unit-track': 'paths',
  'unit-track-points': 'paths',
  'unit-marks': 'units',
  'unit-track-times': 'names',
  'unit-labels': 'names',
};

interface OwnProps {
  data: readonly never[];
  /** Read at every frame; a change of its contents needs no new props. */
  buffer: PositionBuffer;
  /** Bit k set = units of kind k are drawn. */
  visibleKinds: number;
  palette: MapPalette;
  /** -1 = none. */
  selectedSlot: number;
  hoveredSlot: number;
  reducedMotion: boolean;
}

interface GpuColumns {
  capacity: number;
  glides: Buffer;
  glideStarts: Buffer;
  styles: Buffer;
}

/** Alpha of the outline around marks: enough to part two that overlap. */
const HALO_ALPHA = 0.85;

const defaultProps: DefaultProps<OwnProps & LayerProps> = {
  buffer: { type: 'object', value: null as unknown as PositionBuffer, compare: false },
  palette: { type: 'object', value: null as unknown as MapPalette, compare: false },
  visibleKinds: 0,
  selectedSlot: -1,
  hoveredSlot: -1,
  reducedMotion: false,
};

/**
 * All units as instanced quads with their shapes drawn in the fragment shader. The layer reads the position buffer
 * itself: columns are uploaded when its version has changed, and marks glide by a clock alone, so a frame between two
 * ticks uploads nothing and touches no unit on the CPU.
 */
class UnitMarksLayer extends Layer<Required<OwnProps>> {
  static override layerName = 'UnitMarksLayer';
  static override defaultProps = defaultProps;

  declare state: { model?: Model; columns?: GpuColumns; redraw: RedrawState };

  override initializeState(): void {
    const { device } = this.context;
    const columns = createGpuColumns(device, this.props.buffer.slots.unitIds.length);
    const model = new Model(device, {
      ...super.getShaders({
        vs: unitMarksVertex,
        fs: unitMarksFragment,
        modules: [project32, color, unitMarksUniforms],
      }),
      id: this.props.id,
      bufferLayout: [
        { name: 'instanceGlides', format: 'float32x4', stepMode: 'instance' },
        { name: 'instanceGlideStarts', format: 'float32', stepMode: 'instance' },
        { name: 'instanceStyles', format: 'uint8x4', stepMode: 'instance' },
      ],
      attributes: toAttributes(columns),
      geometry: new Geometry({
        topology: 'triangle-strip',
        attributes: { positions: { size: 3, value: new Float32Array([-1, -1, 0, 1, -1, 0, -1, 1, 0, 1, 1, 0]) } },
      }),
      isInstanced: true,
    });
    this.setState({ model, columns, redraw: { drawnVersion: -1, drawnAtMs: 0 } });
  }

  override finalizeState(context: typeof this.context): void {
    super.finalizeState(context);
    if (this.state.columns) destroyGpuColumns(this.state.columns);
  }

  /** No attribute of deck's: the columns come from the buffer as they are. */
  override _getAttributeManager(): null {
    return null;
  }

  override getNumInstances(): number {
    return this.props.buffer.slots.count;
  }

  override updateState(params: UpdateParameters<this>): void {
    super.updateState(params);
    if (params.oldProps.buffer !== params.props.buffer) this.state.redraw.drawnVersion = -1;
  }

  override getNeedsRedraw(options: { clearRedrawFlags: boolean }): string | false {
    const nowMs = performance.now();
    frameCost.noteFrame(nowMs);
    const own = super.getNeedsRedraw(options);
    if (own || !this.state?.model || !this.props.visible) return own;
    const { zoom } = this.context.viewport;
    return isRedrawDue(this.state.redraw, this.props.buffer, zoom, this.props.reducedMotion, nowMs, frameCost)
      ? 'units moved'
      : false;
  }

  override draw(): void {
    const { model, redraw } = this.state;
    const { buffer, palette } = this.props;
    if (!model || buffer.slots.count === 0) return;
    const nowMs = performance.now();
    if (redraw.drawnVersion !== buffer.version) this.uploadColumns(model);
    redraw.drawnVersion = buffer.version;
    redraw.drawnAtMs = nowMs;
    frameCost.noteDraw(nowMs);

    const { viewport } = this.context;
    const { origin } = buffer;
    const { longitude, latitude } = viewport as unknown as { longitude: number; latitude: number };
    const uniforms: UnitMarksUniforms = {
      origin: [origin[0], origin[1]],
      // The projection rounds its anchor to Float32; so must we.
      originFromAnchor: [origin[0] - Math.fround(longitude), origin[1] - Math.fround(latitude)],
      nowSeconds: this.props.reducedMotion ? Number.MAX_SAFE_INTEGER : (nowMs - buffer.timeBaseMs) / 1000,
      glideSeconds: GLIDE.durationMs / 1000,
      scale: computeMarkScale(viewport.zoom),
      detail: computeMarkDetail(viewport.zoom),
      pixelRatio: this.context.device.canvasContext?.cssToDeviceRatio() ?? 1,
      selectedSlot: this.props.selectedSlot,
      hoveredSlot: this.props.hoveredSlot,
      visibleKinds: this.props.visibleKinds,
      footColor: toUnitColor(palette.foot, 1),
      vehicleColor: toUnitColor(palette.vehicle, 1),
      lostColor: toUnitColor(palette.lost, 0.9),
      haloColor: toUnitColor(palette.halo, HALO_ALPHA),
      selectionColor: toUnitColor(palette.selection, 1),
    };
    model.shaderInputs.setProps({ unitMarks: uniforms });
    model.setInstanceCount(buffer.slots.count);
    model.draw(this.context.renderPass);
  }

  private uploadColumns(model: Model): void {
    const { slots } = this.props.buffer;
    let { columns } = this.state;
    if (!columns || columns.capacity < slots.count) {
      if (columns) destroyGpuColumns(columns);
      columns = createGpuColumns(this.context.device, slots.unitIds.length);
      model.setAttributes(toAttributes(columns));
      this.state.columns = columns;
    }
    columns.glides.write(slots.glides.subarray(0, slots.count * 4));
    columns.glideStarts.write(slots.glideStarts.subarray(0, slots.count));
    columns.styles.write(slots.styles.subarray(0, slots.count * 4));
  }
}

function createGpuColumns(device: Device, capacity: number): GpuColumns {
  const usage = Buffer.VERTEX | Buffer.COPY_DST;
  return {
    capacity,
    glides: device.createBuffer({ byteLength: capacity * 16, usage }),
    glideStarts: device.createBuffer({ byteLength: capacity * 4, usage }),
    styles: device.createBuffer({ byteLength: capacity * 4, usage }),
  };
}

function destroyGpuColumns(columns: GpuColumns): void {
  columns.glides.destroy();
  columns.glideStarts.destroy();
  columns.styles.destroy();
}

function toAttributes(columns: GpuColumns): Record<string, Buffer> {
  return { instanceGlides: columns.glides, instanceGlideStarts: columns.glideStarts, instanceStyles: columns.styles };
}

function toUnitColor([red, green, blue]: Rgb, alpha: number): [number, number, number, number] {
  return [red / 255, green / 255, blue / 255, alpha];
}

/** Bits of the kinds in `kinds`, for {@link UnitMarksOptions}. */
export function toKindBits(kinds: readonly UnitKind[]): number {
  return kinds.reduce((bits, kind) => bits | (1 << KIND_INDEX[kind]), 0);
}

export interface UnitMarksOptions {
  buffer: PositionBuffer;
  visibleKinds: readonly UnitKind[];
  palette: MapPalette;
  selectedSlot: number;
  hoveredSlot: number;
  reducedMotion: boolean;
}

/** The units' marks. What is under the pointer is found on the CPU (hit-test.ts). */
export function createUnitMarksLayer(options: UnitMarksOptions): Layer {
  return new UnitMarksLayer({ ...options, id: 'unit-marks', data: [], visibleKinds: toKindBits(options.visibleKinds) });
}
