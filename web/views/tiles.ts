/**
 * Where each province lies on a grid of tiles, about as on a map: columns from west to east, rows from north to
 * south. Laid out for this portal.
 */
const grids: Record<string, string> = {
  'vn-provinces-63': `
    -          -         ha-giang    cao-bang    -          -
    lai-chau   lao-cai   tuyen-quang bac-kan     lang-son   -
    dien-bien  yen-bai   phu-tho     thai-nguyen bac-giang  quang-ninh
    son-la     vinh-phuc ha-noi      bac-ninh    hai-duong  hai-phong
    -          hoa-binh  ha-nam      hung-yen    thai-binh  -
    -          -         ninh-binh   nam-dinh    -          -
    -          thanh-hoa -           -           -          -
    -          nghe-an   -           -           -          -
    -          ha-tinh   -           -           -          -
    -          -         quang-binh  -           -          -
    -          -         quang-tri   -           -          -
    -          -         -           hue         -          -
    -          -         -           quang-nam   da-nang    -
    -          -         -           kon-tum     quang-ngai -
    -          -         -           gia-lai     binh-dinh  -
    -          -         -           dak-lak     phu-yen    -
    -          -         binh-phuoc  dak-nong    khanh-hoa  -
    -          tay-ninh  binh-duong  lam-dong    ninh-thuan -
    -          long-an   ho-chi-minh dong-nai    binh-thuan -
    an-giang   dong-thap tien-giang  ba-ria-vung-tau - -
    kien-giang can-tho   vinh-long   ben-tre     -          -
    -          hau-giang soc-trang   tra-vinh    -          -
    ca-mau     bac-lieu  -           -           -          -`,
  'vn-provinces-34': `
    -             -               tuyen-quang-2025 cao-bang         -
    lai-chau      lao-cai-2025    thai-nguyen-2025 lang-son         -
    dien-bien     phu-tho-2025    ha-noi           bac-ninh-2025    quang-ninh
    son-la        -               ninh-binh-2025   hung-yen-2025    hai-phong-2025
    -             thanh-hoa       -                -                -
    -             nghe-an         -                -                -
    -             ha-tinh         -                -                -
    -             -               quang-tri-2025   -                -
    -             -               hue              -                -
    -             -               -                da-nang-2025     -
    -             -               -                quang-ngai-2025  -
    -             -               -                gia-lai-2025     -
    -             -               -                dak-lak-2025     -
    -             tay-ninh-2025   dong-nai-2025    lam-dong-2025    khanh-hoa-2025
    an-giang-2025 dong-thap-2025  ho-chi-minh-2025 -                -
    -             can-tho-2025    vinh-long-2025   -                -
    -             ca-mau-2025     -                -                -`,
};
/** Hà Tây lay south-west of Hanoi, of which it is a part since 2008. */
grids['vn-provinces-64'] = grids['vn-provinces-63']!.replace('-          hoa-binh', 'ha-tay     hoa-binh');

export type Tile = { unit: string; column: number; row: number };

const layouts = new Map(Object.entries(grids).map(([unitSet, grid]) => [unitSet, tilesOf(grid)]));

/** `undefined` for units that lie on no map of ours. */
export const tileLayout = (unitSet: string): Tile[] | undefined => layouts.get(unitSet);

function tilesOf(grid: string): Tile[] {
  const rows = grid.trim().split('\n');
  return rows.flatMap((line, row) =>
    line
      .trim()
      .split(/\s+/)
      .flatMap((unit, column) => (unit === '-' ? [] : [{ unit, column, row }])),
  );
}
