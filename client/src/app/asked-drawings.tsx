import { UnitPathsDrawing } from '../entities/units/unit-paths-drawing.tsx';
import { PlaceDrawing } from '../features/around/place-drawing.tsx';
import { RulerDrawing } from '../map/ruler-drawing.tsx';

/** What is on the map only while somebody asks for it. */
export default function AskedDrawings() {
  return (
    <>
      <UnitPathsDrawing />
      <PlaceDrawing />
      <RulerDrawing />
    </>
  );
}
