import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { IconButton } from '../base/IconButton';
import { Row } from '../base/Layout';
import { formatNumber } from '../format';

type Props = {
  /** "Pages of records" */
  label: string;
  /** From 1. */
  page: number;
  perPage: number;
  total: number;
  onPage: (page: number) => void;
};

/** "26–50 of 312", and the ways to the pages around. */
export function RowPages({ label, page, perPage, total, onPage }: Props) {
  const last = Math.max(1, Math.ceil(total / perPage));
  const first = (page - 1) * perPage + 1;
  const end = Math.min(total, first + perPage - 1);
  return (
    <nav aria-label={label}>
      <Row gap={4}>
        <span>
          {total === 0 ? 'None' : `${formatNumber(first)}–${formatNumber(end)} of ${formatNumber(total)}`}
        </span>
        {last > 1 && (
          <>
            <IconButton
              label="Page before"
              icon={IconChevronLeft}
              disabledReason={page <= 1 ? 'This is the first page' : undefined}
              onClick={() => onPage(page - 1)}
            />
            <IconButton
              label="Next page"
              icon={IconChevronRight}
              disabledReason={page >= last ? 'This is the last page' : undefined}
              onClick={() => onPage(page + 1)}
            />
          </>
        )}
      </Row>
    </nav>
  );
}
