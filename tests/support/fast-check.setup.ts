import fc from 'fast-check';

/** A property that fails is reported as it failed by then: looking for a smaller example may take hours. */
const MAX_PROPERTY_MS = 30_000;

fc.configureGlobal({ plugins: [fc.interruptAfterTimeLimit(MAX_PROPERTY_MS)] });
