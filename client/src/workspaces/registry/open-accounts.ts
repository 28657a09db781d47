import { createContext, useContext } from 'react';

/** Opens the dialog of accounts, which is the shell's. */
export const OpenAccounts = createContext<() => void>(() => undefined);

export const useOpenAccounts = (): (() => void) => useContext(OpenAccounts);
