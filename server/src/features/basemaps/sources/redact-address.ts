/** Parameters that carry keys, as map services call them. */
const KEY_PARAMETER =
  /([?&](?:tk|ak|sk|key|apikey|api_key|token|access_token|accesstoken|signature|sig|subscription-key)=)[^&#]*/gi;

/** An address as it may be shown: without keys, and without the password that may stand in front of its host. */
export function redactAddress(address: string): string {
  return address.replaceAll(KEY_PARAMETER, '$1…').replace(/^(https?:\/\/)[^/@]*@/i, '$1…@');
}
