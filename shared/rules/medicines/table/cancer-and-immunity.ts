import type { Row } from './row';

/** Medicines on the immune system and against cancer that clinics prescribe or see on people's lists. */
export const cancerAndImmunity = {
  methotrexate: ['L04AX03', 'Trexall'],
  azathioprine: ['L04AX01', 'Imuran'],
  mercaptopurine: ['L01BB02', 'Purinethol'],
  ciclosporin: ['L04AD01', 'cyclosporine, Neoral, Sandimmune'],
  sirolimus: ['L04AH01', 'Rapamune'],
  everolimus: ['L04AH02', 'Afinitor'],
  mycophenolate: [
    'L04AA06',
    'mycophenolic acid, mycophenolate mofetil, mycophenolate sodium, Cellcept, Myfortic',
  ],
  leflunomide: ['L04AK01', 'Arava'],
  adalimumab: ['L04AB04', 'Humira'],
  etanercept: ['L04AB01', 'Enbrel'],
  tofacitinib: ['L04AF01', 'Xeljanz'],
  tamoxifen: ['L02BA01', 'tamoxifene, Nolvadex'],
  letrozole: ['L02BG04', 'Femara'],
  anastrozole: ['L02BG03', 'Arimidex'],
  capecitabine: ['L01BC06', 'Xeloda'],
  irinotecan: ['L01CE02', 'Camptosar'],
  procarbazine: ['L01XB01', 'Matulane'],
} as const satisfies Record<string, Row>;
