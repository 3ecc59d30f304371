// The bill of materials of a release, in CycloneDX's JSON (https://cyclonedx.org/docs/1.6/json/): what of others is really in it, not what
// a build of it needs.

import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { readManifest } from './releaseFiles.mjs';

const licenses = new Contrib.License.Factories.LicenseFactory(() => {
  throw new Error('Every package here has one license or a name for its licenses.');
});

/**
 * @param {import('./shippedPackages.mjs').ShippedPackage[]} packages
 * @param {{commit: string, committedAt: string} | undefined} build the same commit gives the same text
 * @returns {Promise<string>}
 */
export async function billOfMaterials(packages, build) {
  const { name, version, license } = await readManifest();
  const own = component(Enums.ComponentType.Application, String(name), String(license));
  own.version = build ? `${version}+${build.commit.slice(0, 7)}` : version;
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: own }) });
  if (build) bom.metadata.timestamp = new Date(build.committedAt);
  for (const shipped of packages) {
    const purl = `pkg:${shipped.registry}/${shipped.name.replace('@', '%40')}@${shipped.version}`;
    const made = component(Enums.ComponentType.Library, shipped.name, shipped.license);
    made.bomRef.value = purl;
    made.version = shipped.version;
    made.purl = purl;
    bom.components.add(made);
    own.dependencies.add(made.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

/** @param {Enums.ComponentType} type @param {string} name @param {string} license its SPDX identifier, or a name */
function component(type, name, license) {
  const made = new Models.Component(type, name, { bomRef: name });
  made.licenses.add(licenses.makeDisjunctive(license));
  return made;
}
