export const changeZhCN = {
};
