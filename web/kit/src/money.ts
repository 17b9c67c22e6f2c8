/** Writes yuan as people read them: thousands apart, always two decimals, no sign. Never goes through a float. */
export function yuan(amount: string | number): string {
  const [whole = '0', cents = ''] = (typeof amount === 'number' ? amount.toFixed(2) : amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents.padEnd(2, '0').slice(0, 2)}`;
}
