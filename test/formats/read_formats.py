"""Reads a data package by frictionless and SDMX-CSV by pysdmx, and prints what they say as JSON.

usage: read_formats.py DATA_PACKAGE_URL SDMX_CSV_URL
"""

import json
import sys

import requests
from frictionless import Package
from pysdmx.io import get_datasets

package_url, sdmx_url = sys.argv[1:]

package = Package(package_url)
report = package.validate()
tables = {
    resource.name: [[row[name] for name in ("unit", "node", "score", "rank")] for row in resource.read_rows()]
    for resource in package.resources[:2]
}

[dataset] = get_datasets(requests.get(sdmx_url, timeout=30).text, validate=False)
observations = dataset.data[["REF_AREA", "INDICATOR", "MEASURE", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]]

print(
    json.dumps(
        {
            "valid": report.valid,
            "errors": report.flatten(["title", "message"])[:5],
            "resources": len(package.resources),
            "tables": tables,
            "structure": dataset.short_urn,
            "observations": observations.astype(object).where(observations.notna(), None).values.tolist(),
        },
        default=float,
    )
)
