export const reviewZhCN = {
};
