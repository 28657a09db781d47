/** The built-in basemap, which is always there and asks for nothing outside. Apart from the schemas, which the page's first load can do without. */
export const SCHEMATIC_ID = 'schematic';
