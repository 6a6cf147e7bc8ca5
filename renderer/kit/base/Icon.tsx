import { type ComponentType, isValidElement, type ReactElement } from 'react';

type IconComponent = ComponentType<{ size?: number | string; stroke?: number; 'aria-hidden'?: boolean }>;

/** A Tabler icon (the component itself: `IconPlus`), or a ready element where one is drawn by hand. */
export type IconLike = IconComponent | ReactElement;

/** An icon at the size and stroke of the kit: 16 px in buttons, 18 in navigation. Decoration; the words beside it carry the meaning. */
export function Icon({ icon: Shape, size = 16 }: { icon: IconLike; size?: number }) {
  if (isValidElement(Shape)) return Shape;
  const Component = Shape as IconComponent;
  return <Component size={`${size / 16}rem`} stroke={1.6} aria-hidden />;
}
