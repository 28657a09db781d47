/** Where something is, in words. */
export const placeNamesZhCN = {
  place: {
    section: {
      west: '{{street}}西段',
      east: '{{street}}东段',
      south: '{{street}}南段',
      north: '{{street}}北段',
      middle: '{{street}}中段',
    },
    inside: '{{name}}内',
    beside: '{{name}}旁',
    from: '{{name}}{{direction}} {{distance}}',
    join: '，',
  },
};
