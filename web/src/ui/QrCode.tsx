/** A link as a QR code, drawn as one path. Home of `uqr`; import it lazily. */
import { encode } from 'uqr';
import { t } from '../i18n';

export function QrCode({ text }: { readonly text: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: 2 });
  let path = '';
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('qr_of')} shape-rendering="crispEdges">
      <path d={path} />
    </svg>
  );
}

export default QrCode;
