export const zonesZhCN = {
};
