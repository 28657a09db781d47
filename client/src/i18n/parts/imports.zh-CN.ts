export const importsZhCN = {
};
