/** The package names a file of types that it does not hold; this is where they are. */
declare module 'clipper2-wasm' {
  import type { MainModule } from 'clipper2-wasm/dist/clipper2z';

  export default function createClipper(): Promise<MainModule>;
}
