import styles from './ramp.module.css';

/** The colours of a map from the least to the most, as a bar of a legend. */
export function Ramp({ colors }: { colors: readonly string[] }) {
  return <div className={styles.ramp} style={{ background: `linear-gradient(90deg, ${colors.join(', ')})` }} />;
}
