declare module 'saxen' {
  /** Attributes as they are written: entities stay. */
  type Attributes = Record<string, string>;

  export class Parser {
    on(
      event: 'openTag',
      listener: (
        name: string,
        attributes: () => Attributes,
        decode: (text: string) => string,
        isSelfClosing: boolean,
      ) => void,
    ): this;
    on(event: 'closeTag', listener: (name: string) => void): this;
    on(event: 'text', listener: (text: string, decode: (text: string) => string) => void): this;
    on(event: 'cdata' | 'attention', listener: (text: string) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    /** Parses the next piece; what is incomplete at its end waits for more. */
    write(xml: string): this;
    end(): void;
  }
}
