export const outcomeZhCN = {
};
