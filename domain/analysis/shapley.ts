/**
 * What each player of a game adds, averaged over all orders in which they may join; the parts sum to what all add
 * together, to the last bit.
 * Source: Shapley, A Value for n-Person Games (1953), equation 12.
 *
 * @param worth what each coalition is worth, at the number whose binary digits are its members: 2^players numbers
 * @returns a part a player
 */
export function shapleyValues(worth: Float64Array): Float64Array {
  const players = 31 - Math.clz32(worth.length);
  const parts = new Float64Array(players);
  const shares = orderShares(players);
  for (let coalition = 0; coalition < worth.length; coalition++) {
    const share = shares[sizeOf(coalition)]!;
    for (let player = 0; player < players; player++) {
      if ((coalition >>> player) & 1) continue;
      parts[player]! += share * (worth[coalition | (1 << player)]! - worth[coalition]!);
    }
  }
  return settle(parts, worth.at(-1)! - worth[0]!);
}

/** How often, of all orders, a player finds exactly so many others before it, divided by how many such groups there are. */
function orderShares(players: number): number[] {
  const shares: number[] = [];
  let choices = 1;
  for (let before = 0; before < players; before++) {
    shares.push(1 / (players * choices));
    choices = (choices * (players - 1 - before)) / (before + 1);
  }
  return shares;
}

function sizeOf(coalition: number): number {
  let size = 0;
  for (let rest = coalition; rest > 0; rest &= rest - 1) size++;
  return size;
}

/**
 * Puts what rounding took from the sum into the largest part, so that adding up the parts gives the whole.
 *
 * @param parts finite; overwritten, and returned
 */
export function settle(parts: Float64Array, whole: number): Float64Array {
  let largest = 0;
  for (let part = 1; part < parts.length; part++)
    if (Math.abs(parts[part]!) > Math.abs(parts[largest]!)) largest = part;
  for (let attempt = 0; attempt < 4; attempt++) {
    const gap = whole - parts.reduce((sum, part) => sum + part, 0);
    if (gap === 0) break;
    parts[largest]! += gap;
  }
  return parts;
}
