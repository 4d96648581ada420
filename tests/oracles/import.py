"""Writes small recordings, one oddity each, and what other programs read in them.

    python3 -m venv venv && venv/bin/pip install garmin-fit-sdk==21.218.0 \
        fitdecode==0.11.0 lxml==6.1.3 gpxpy==1.6.2
    venv/bin/python tests/oracles/import.py

The recordings go to tests/oracles/import/, the values to tests/oracles/import.json. The encoder
below knows nothing of the crate's own, and the programs that read know nothing of either.
"""

import datetime
import json
import math
import pathlib
import re
import struct
import zoneinfo

import fitdecode
import garmin_fit_sdk
import gpxpy
import lxml.etree

HERE = pathlib.Path(__file__).parent
FOLDER = HERE / "import"
UTC = datetime.timezone.utc
FIT_EPOCH = datetime.datetime(1989, 12, 31, tzinfo=UTC)

ENUM, U8, TEXT, U16, S32, U32, F32, BYTE = 0x00, 0x02, 0x07, 0x84, 0x85, 0x86, 0x88, 0x0D
SIZES = {ENUM: 1, U8: 1, U16: 2, S32: 4, U32: 4, F32: 4}
CODES = {ENUM: "B", U8: "B", U16: "H", S32: "i", U32: "I", F32: "f"}


# An encoder of FIT.


def checksum(data):
    """CRC-16/ARC."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def definition(local, number, fields, order="<", developer=()):
    """Fields are (number, base type) or (number, base type, size)."""
    out = bytes([(0x60 if developer else 0x40) | local, 0, 1 if order == ">" else 0])
    out += struct.pack(order + "H", number) + bytes([len(fields)])
    for field in fields:
        size = field[2] if len(field) > 2 else SIZES[field[1]]
        out += bytes([field[0], size, field[1]])
    if developer:
        out += bytes([len(developer)]) + b"".join(bytes(it) for it in developer)
    return out


def message(local, fields, values, order="<"):
    out = bytes([local])
    for field, value in zip(fields, values):
        out += value if isinstance(value, bytes) else struct.pack(order + CODES[field[1]], value)
    return out


def closed(messages, announced=None):
    size = len(messages) if announced is None else announced
    header = bytes([14, 0x20]) + struct.pack("<HI", 2140, size) + b".FIT"
    header += struct.pack("<H", checksum(header))
    return header + messages + struct.pack("<H", checksum(header + messages))


def stamp(moment):
    return int((moment - FIT_EPOCH).total_seconds())


FILE_ID = [(0, ENUM), (1, U16), (2, U16), (4, U32)]
RECORD = [(253, U32), (3, U8), (4, U8), (6, U16), (5, U32)]
SESSION = [(253, U32), (2, U32), (5, ENUM), (6, ENUM), (7, U32), (8, U32), (9, U32)]
ACTIVITY = [(253, U32), (5, U32)]
START = datetime.datetime(2026, 5, 9, 6, 12, 4, tzinfo=UTC)


def file_id(moment, order="<"):
    fields = (4, 1, 4024, stamp(moment))
    return definition(0, 0, FILE_ID, order) + message(0, FILE_ID, fields, order)


def records(moment, count, order="<"):
    out = definition(1, 20, RECORD, order)
    for k in range(count):
        values = (stamp(moment) + k, 140 + k % 7, 84 + k % 3, 2900 + 10 * (k % 5), 290 * k)
        out += message(1, RECORD, values, order)
    return out


def session(moment, seconds, sport, order="<"):
    begun = stamp(moment)
    values = (begun + seconds, begun, sport, 0, 1000 * seconds, 1000 * seconds, 290 * seconds)
    return definition(2, 18, SESSION, order) + message(2, SESSION, values, order)


def whole(moment, count, sport=1, order="<"):
    return file_id(moment, order) + records(moment, count, order) + session(
        moment, count - 1, sport, order
    )


def compressed_timestamps():
    fields = [(3, U8), (4, U8)]
    first = stamp(START) & ~0x1F | 0x1A
    out = file_id(START) + definition(1, 20, [(253, U32)] + fields)
    out += message(1, [(253, U32)] + fields, (first, 131, 80)) + definition(2, 20, fields)
    now = first
    for k in range(40):
        now += 1 + k % 4
        out += message(0x80 | 2 << 5 | now & 0x1F, fields, (132 + k % 9, 81 + k % 4))
    return closed(out + session(START, 60, 1))


def chained():
    later = START + datetime.timedelta(minutes=10)
    return closed(whole(START, 12)) + closed(whole(later, 7, sport=2))


def never_closed():
    body = whole(START, 15)
    return closed(body, announced=0)[:-2]


def half_a_last_record():
    body = file_id(START) + records(START, 20)
    return closed(body)[: 14 + len(body) - 5]


def developer_fields():
    about = [(0, U8), (1, U8), (2, U8), (3, TEXT, 24), (8, TEXT, 12)]
    app = [(1, BYTE, 16), (3, U8)]

    def text(words, size):
        return words.encode().ljust(size, b"\0")

    out = file_id(START)
    out += definition(3, 207, app) + message(3, app, (bytes(range(16)), 0))
    for number, base, name, units in (
        (0, U16, "Form Power", "Watts"),
        (1, F32, "Leg Spring Stiffness", "kN/m"),
        (2, F32, "Vertical Oscillation", "Centimeters"),
    ):
        values = (0, number, base, text(name, 24), text(units, 12))
        out += definition(4, 206, about) + message(4, about, values)
    out += definition(1, 20, RECORD, developer=[(0, 2, 0), (1, 4, 0), (2, 4, 0)])
    for k in range(16):
        out += message(1, RECORD, (stamp(START) + k, 150, 85, 3000, 300 * k))
        out += struct.pack("<Hff", 60 + k, 9.5 + k / 8, 7.0 + k / 16)
    return closed(out + session(START, 15, 1))


def behind_the_date_line():
    """Apia on the 11th at 06:12 is UTC on the 10th at 17:12."""
    begun = datetime.datetime(2026, 5, 10, 17, 12, 4, tzinfo=UTC)
    out = whole(begun, 30) + definition(5, 34, ACTIVITY)
    values = (stamp(begun) + 29, stamp(begun) + 29 + 13 * 3600)
    return closed(out + message(5, ACTIVITY, values))


FITS = {
    "compressed_timestamps.fit": compressed_timestamps(),
    "big_endian.fit": closed(whole(START, 25, order=">")),
    "chained.fit": chained(),
    "never_closed.fit": never_closed(),
    "half_a_last_record.fit": half_a_last_record(),
    "developer_fields.fit": developer_fields(),
    "behind_the_date_line.fit": behind_the_date_line(),
}


# Tracks.

GARMIN = "http://www.garmin.com/xmlschemas/TrackPointExtension/v1"
NESTED = (
    "<gpxtpx:TrackPointExtension><gpxtpx:hr>{hr}</gpxtpx:hr><gpxtpx:cad>{cad}</gpxtpx:cad>"
    "</gpxtpx:TrackPointExtension>"
)
BARE = "<heartrate>{hr}</heartrate><cadence>{cad}</cadence>"


def zulu(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def track(begun, count, step_s=1, place=(52.52, 13.40), east=2.7e-5, time=zulu, dialect=NESTED,
          bound=True, head='<?xml version="1.0" encoding="UTF-8"?>\n', creator="Handy"):
    xmlns = f' xmlns:gpxtpx="{GARMIN}"' if bound else ""
    out = f'{head}<gpx version="1.1" creator="{creator}"{xmlns}><trk><type>running</type><trkseg>\n'
    for k in range(count):
        longitude = (place[1] + k * east + 180) % 360 - 180
        moment = begun + datetime.timedelta(seconds=k * step_s)
        inner = dialect.format(hr=140 + k % 7, cad=84 + k % 3)
        out += (
            f'<trkpt lat="{place[0]:.6f}" lon="{longitude:.6f}"><ele>{30 + k % 4}.5</ele>'
            f"<time>{time(moment)}</time><extensions>{inner}</extensions></trkpt>\n"
        )
    return out + "</trkseg></trk></gpx>\n"


def zoned(offset_h):
    zone = datetime.timezone(datetime.timedelta(hours=offset_h))
    return lambda moment: moment.astimezone(zone).isoformat(timespec="seconds")


def local(zone, *when):
    return datetime.datetime(*when, tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(UTC)


def latin_1():
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
    return track(START, 20, head=head, creator="L\u00e4ufer").encode("latin-1")


def utf_16():
    head = '<?xml version="1.0" encoding="UTF-16"?>\n'
    return track(START, 20, head=head, creator="L\u00e4ufer").encode("utf-16")


def ns3_unbound():
    out = '<?xml version="1.0"?>\n<TrainingCenterDatabase><Activities><Activity Sport="Running">'
    out += f'<Id>{zulu(START)}</Id><Lap StartTime="{zulu(START)}"><Track>\n'
    for k in range(20):
        out += (
            f"<Trackpoint><Time>{zulu(START + datetime.timedelta(seconds=k))}</Time>"
            f"<DistanceMeters>{2.9 * k:.1f}</DistanceMeters>"
            f"<HeartRateBpm><Value>{140 + k % 7}</Value></HeartRateBpm>"
            f"<Extensions><ns3:TPX><ns3:Speed>2.9</ns3:Speed>"
            f"<ns3:RunCadence>{84 + k % 3}</ns3:RunCadence></ns3:TPX></Extensions></Trackpoint>\n"
        )
    return (out + "</Track></Lap></Activity></Activities></TrainingCenterDatabase>\n").encode()


TRACKS = {
    "bare_extensions.gpx": track(START, 20, dialect=BARE, bound=False).encode(),
    "unbound_prefix.gpx": track(START, 20, bound=False).encode(),
    "byte_order_mark.gpx": track(START, 20).encode("utf-8-sig"),
    "latin_1.gpx": latin_1(),
    "utf_16.gpx": utf_16(),
    "times_with_offset.gpx": track(START, 20, time=zoned(5.5)).encode(),
    "times_without_zone.gpx": track(START, 20, time=lambda it: zulu(it)[:-1]).encode(),
    "ns3_unbound.tcx": ns3_unbound(),
}

# Tracks whose day or length another program works out: zone of the place, as the atlas has it.
PLACES = {
    # Summer time ends at 03:00 in Berlin, within the run.
    "summer_time_ends.gpx": (
        "Europe/Berlin",
        track(datetime.datetime(2026, 10, 25, 0, 50, tzinfo=UTC), 91, step_s=20, east=8e-4,
              dialect=""),
    ),
    "across_midnight.gpx": (
        "Europe/Madrid",
        track(local("Europe/Madrid", 2026, 7, 31, 23, 55), 61, step_s=10, place=(40.417, -3.703),
              dialect="", east=3.5e-4),
    ),
    # Taveuni lies on both sides of the 180th meridian.
    "across_180_degrees.gpx": (
        "Pacific/Fiji",
        track(local("Pacific/Fiji", 2026, 6, 1, 5, 30), 61, step_s=10, place=(-16.8, 179.990),
              dialect="", east=3.4e-4),
    ),
}


# What other programs read.


def mean(values):
    return {"n": len(values), "mean": round(math.fsum(values) / len(values), 6)}


def channels(rows, names):
    out = {}
    for key, names_of in names.items():
        found = [[row[name] for name in names_of if row.get(name) is not None] for row in rows]
        values = [float(of_row[0]) for of_row in found if of_row]
        if values:
            out[key] = mean(values)
    return out


FIT_NAMES = {
    "heart_rate_bpm": ["heart_rate"],
    "cadence_per_min": ["cadence"],
    "speed_m_per_s": ["enhanced_speed", "speed"],
    "distance_m": ["distance"],
}


def by_sdk(data):
    decoder = garmin_fit_sdk.Decoder(garmin_fit_sdk.Stream.from_byte_array(bytearray(data)))
    messages, errors = decoder.read()
    assert not errors, errors
    rows = messages["record_mesgs"]
    out = {"samples": len(rows), "started": zulu(rows[0]["timestamp"])}
    out["sports"] = [it["sport"] for it in messages.get("session_mesgs", [])]
    out["channels"] = channels(rows, FIT_NAMES)
    names = [it for it in messages.get("field_description_mesgs", [])]
    if names:
        def first(value):
            return value[0] if isinstance(value, list) else value
        out["developer"] = {
            first(it["field_name"]): {
                "units": first(it["units"]),
                **mean([row["developer_fields"][at] for row in rows]),
            }
            for at, it in enumerate(names)
        }
    for activity in messages.get("activity_mesgs", []):
        shift = activity["local_timestamp"] - stamp(activity["timestamp"])
        began = rows[0]["timestamp"] + datetime.timedelta(seconds=shift)
        out["local"] = began.strftime("%Y-%m-%dT%H:%M:%S")
    return out


def by_fitdecode(data):
    rows, sports = [], []
    try:
        with fitdecode.FitReader(data, check_crc=fitdecode.CrcCheck.DISABLED) as reader:
            for frame in reader:
                if isinstance(frame, fitdecode.FitDataMessage):
                    values = {field.name: field.value for field in frame.fields}
                    if frame.name == "record":
                        rows.append(values)
                    elif frame.name == "session":
                        sports.append(values["sport"])
    except fitdecode.FitError as error:
        print("fitdecode stops:", error)
    out = {"samples": len(rows), "started": zulu(rows[0]["timestamp"]), "sports": sports}
    out["last"] = zulu(rows[-1]["timestamp"])
    out["channels"] = channels(rows, FIT_NAMES)
    return out


XML_NAMES = {
    "heart_rate_bpm": ["hr", "heartrate", "Value"],
    "cadence_per_min": ["cad", "cadence", "RunCadence"],
    "altitude_m": ["ele"],
    "speed_m_per_s": ["Speed"],
    "distance_m": ["DistanceMeters"],
}


def moment_of(text):
    moment = datetime.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def by_lxml(data):
    root = lxml.etree.fromstring(data, lxml.etree.XMLParser(recover=True, resolve_entities=False))

    def name(element):
        return re.split("[}:]", element.tag)[-1]

    points = [it for it in root.iter() if name(it) in ("trkpt", "Trackpoint")]
    rows = [{name(it): it.text for it in point.iter()} for point in points]
    times = [moment_of(row.get("time") or row["Time"]) for row in rows]
    return {
        "samples": len(rows),
        "started": zulu(times[0]),
        "last": zulu(times[-1]),
        "creator": root.get("creator"),
        "channels": channels(rows, XML_NAMES),
    }


def by_gpxpy(text, zone):
    points = [p for t in gpxpy.parse(text).tracks for s in t.segments for p in s.points]
    began, ended = points[0].time, points[-1].time
    length = gpxpy.parse(text).length_2d()
    return {
        "samples": len(points),
        "started": zulu(began),
        "last": zulu(ended),
        "local": began.astimezone(zoneinfo.ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M:%S"),
        "elapsed_s": (ended - began).total_seconds(),
        "length_m": round(length, 2),
        "channels": {},
    }


def main():
    FOLDER.mkdir(exist_ok=True)
    sdk, decode = "garmin-fit-sdk 21.218.0", "fitdecode 0.11.0"
    expected = {}
    for name, data in FITS.items():
        (FOLDER / name).write_bytes(data)
        if name in ("compressed_timestamps.fit", "half_a_last_record.fit"):
            expected[name] = {"program": decode, **by_fitdecode(data)}
        elif name == "never_closed.fit":
            closed_again = closed(data[14:])
            expected[name] = {"program": f"{sdk}, with the size put right", **by_sdk(closed_again)}
        else:
            expected[name] = {"program": sdk, **by_sdk(data)}
    for name, data in TRACKS.items():
        (FOLDER / name).write_bytes(data)
        expected[name] = {"program": "lxml 6.1.3", **by_lxml(data)}
    for name, (zone, text) in PLACES.items():
        (FOLDER / name).write_bytes(text.encode())
        program = "gpxpy 1.6.2, and the zone database of Python 3.11"
        expected[name] = {"program": program, **by_gpxpy(text, zone)}
    text = json.dumps(expected, indent=1, ensure_ascii=False)
    (HERE / "import.json").write_text(text + "\n")


main()
