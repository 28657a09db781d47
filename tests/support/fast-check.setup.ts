import fc from 'fast-check';

/** A property that fails is told as it failed by then: looking for a smaller example may take hours. */
const MAX_PROPERTY_MS = 30_000;

// Not the plugin of the same name: this file runs once a test file, and plugins add up.
fc.configureGlobal({ interruptAfterTimeLimit: MAX_PROPERTY_MS });
