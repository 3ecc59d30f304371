// Points, boxes, polygons and circles of a picture: what is inside, how near, how much two boxes overlap.
// All lengths are px of the upright original, where both axes have the same scale; only `canonicalShape` leaves that space.

import type { PixelBox, PixelPoint, Region } from '../../shared/run/imageExpectation';
import type { Shape } from '../../shared/results/picture';

export interface Size {
  width: number;
  height: number;
}

export type RegionShape =
  | { kind: 'box'; box: PixelBox }
  | { kind: 'polygon'; points: PixelPoint[] }
  | { kind: 'circle'; center: PixelPoint; radius: number };

/** Throws when the region has none of the three shapes. */
export function regionShape(region: Region): RegionShape {
  if (region.box) return { kind: 'box', box: region.box };
  if (region.polygon) return { kind: 'polygon', points: region.polygon };
  if (region.circle) return { kind: 'circle', ...region.circle };
  throw new Error('a region has neither box nor polygon nor circle');
}

/** What lies on the edge is inside. A polygon that crosses itself follows the even-odd rule. */
export function isInside(point: PixelPoint, shape: RegionShape): boolean {
  const [x, y] = point;
  switch (shape.kind) {
    case 'box': {
      const [x1, y1, x2, y2] = shape.box;
      return x >= x1 && x <= x2 && y >= y1 && y <= y2;
    }
    case 'circle':
      return distance(point, shape.center) <= shape.radius;
    case 'polygon':
      return isInPolygon(point, shape.points) || distance(point, nearestOnEdge(point, shape)) < 1e-9;
  }
}

/** The place on the edge that is nearest to the point, whether that is inside or outside. */
export function nearestOnEdge(point: PixelPoint, shape: RegionShape): PixelPoint {
  if (shape.kind === 'circle') {
    const away = distance(point, shape.center);
    const [cx, cy] = shape.center;
    if (away === 0) return [cx + shape.radius, cy];
    return [cx + ((point[0] - cx) / away) * shape.radius, cy + ((point[1] - cy) / away) * shape.radius];
  }
  const corners = shape.kind === 'box' ? boxCorners(shape.box) : shape.points;
  const places = corners.map((corner, index) => nearestOnLine(point, corner, corners[(index + 1) % corners.length]!));
  return places.reduce((best, place) => (distance(point, place) < distance(point, best) ? place : best));
}

/** 0 inside, else the way to the edge, px. */
export function distanceTo(point: PixelPoint, shape: RegionShape): number {
  return isInside(point, shape) ? 0 : distance(point, nearestOnEdge(point, shape));
}

/** The center of mass of the area; of a polygon without area the mean of its corners. */
export function centerOf(shape: RegionShape): PixelPoint {
  if (shape.kind === 'circle') return shape.center;
  if (shape.kind === 'box') return boxCenter(shape.box);
  const { points } = shape;
  let doubleArea = 0;
  let x = 0;
  let y = 0;
  points.forEach(([x1, y1], index) => {
    const [x2, y2] = points[(index + 1) % points.length]!;
    const cross = x1 * y2 - x2 * y1;
    doubleArea += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  });
  if (Math.abs(doubleArea) > 1e-9) return [x / (3 * doubleArea), y / (3 * doubleArea)];
  return [
    points.reduce((sum, one) => sum + one[0], 0) / points.length,
    points.reduce((sum, one) => sum + one[1], 0) / points.length,
  ];
}

export function boxCenter([x1, y1, x2, y2]: PixelBox): PixelPoint {
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}

export function distance([x1, y1]: PixelPoint, [x2, y2]: PixelPoint): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

/**
 * Intersection over union of two boxes, 0-1: |A n B| / |A u B| (the Jaccard index; Everingham et al. 2010, PASCAL VOC, without its
 * extra pixel: coordinates are edges, not pixels). Two boxes without area have 1 when they are the same, else 0.
 */
export function boxIou(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const intersection = Math.max(0, width) * Math.max(0, height);
  const union = area(a) + area(b) - intersection;
  if (union > 0) return Math.min(1, intersection / union);
  return a.every((edge, index) => edge === b[index]) ? 1 : 0;
}

/** The shape in 0-1 of the picture, as overlays have it. */
export function canonicalShape(shape: RegionShape, size: Size): Shape {
  switch (shape.kind) {
    case 'box':
      return canonicalBox(shape.box, size);
    case 'circle': {
      const [x, y] = canonicalPoint(shape.center, size);
      return { kind: 'ellipse', x, y, rx: shape.radius / size.width, ry: shape.radius / size.height };
    }
    case 'polygon':
      return { kind: 'polygon', points: shape.points.map((point) => canonicalPoint(point, size)) };
  }
}

export function canonicalBox([x1, y1, x2, y2]: PixelBox, { width, height }: Size): Shape {
  return { kind: 'box', x1: x1 / width, y1: y1 / height, x2: x2 / width, y2: y2 / height };
}

export function canonicalPoint([x, y]: PixelPoint, { width, height }: Size): [x: number, y: number] {
  return [x / width, y / height];
}

function area([x1, y1, x2, y2]: PixelBox): number {
  return Math.max(0, x2 - x1) * Math.max(0, y2 - y1);
}

function boxCorners([x1, y1, x2, y2]: PixelBox): PixelPoint[] {
  return [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ];
}

function nearestOnLine([x, y]: PixelPoint, [x1, y1]: PixelPoint, [x2, y2]: PixelPoint): PixelPoint {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / squared));
  return [x1 + along * dx, y1 + along * dy];
}

/** A ray to the right crosses the edges an odd number of times. */
function isInPolygon([x, y]: PixelPoint, corners: readonly PixelPoint[]): boolean {
  let inside = false;
  corners.forEach(([x1, y1], index) => {
    const [x2, y2] = corners[(index + 1) % corners.length]!;
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  });
  return inside;
}
