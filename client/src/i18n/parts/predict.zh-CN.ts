export const predictZhCN = {
};
