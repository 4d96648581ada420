"""Writes the workbooks of tests/pain_log.rs with openpyxl and XlsxWriter, and what each holds.

    python3 tests/oracles/workbooks.py tests/oracles/workbooks

Frozen with openpyxl 3.1 and XlsxWriter 3.3. The days are made up.
"""

import datetime as dt
import sys
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

OUT = Path(sys.argv[1])
OUT.mkdir(parents=True, exist_ok=True)
STAMP = dt.datetime(2026, 10, 3, 20, 15)


def settled(book):
    """No moment of writing among the properties."""
    book.properties.created = book.properties.modified = dt.datetime(2026, 1, 1)
    return book


def dates_1900():
    """Dates as dates, moments, bare serials and text; numbers as numbers and as text; blanks."""
    book = settled(openpyxl.Workbook())
    sheet = book.active
    sheet.title = "Diary"
    sheet.append(["date", "pain_morning", "pain_during_max", "legs", "entered_at", "time_local", "shoe", None])
    sheet.append([dt.date(2026, 10, 1), 2, 3.5, "none", STAMP, None, 12, None])
    sheet.append([dt.datetime(2026, 10, 2), "3,5", " 4 ", "above_knee+weak", None, None, "blue", None])
    sheet.append([46298, 0, None, None, None, dt.time(6, 30), None, None])  # 3 October 2026, unformatted
    sheet.append(["2026-10-04", 2.5, None, "none", "2026-10-06", None, None, None])
    sheet.append([None] * 8)
    sheet["B9"] = " "
    sheet["Z400"] = None
    book.create_sheet("Plans")["A1"] = "nothing for the reader"
    book.save(OUT / "dates_1900.xlsx")


def dates_1904():
    """The Macintosh's date system, by another program; and a hidden sheet before the diary."""
    book = xlsxwriter.Workbook(OUT / "dates_1904.xlsx", {"date_1904": True})
    book.set_properties({"created": dt.datetime(2026, 1, 1)})
    hidden = book.add_worksheet("Lists")
    hidden.write(0, 0, "none")
    sheet = book.add_worksheet("Diary")
    sheet.activate()
    sheet.set_first_sheet()
    hidden.hide()
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write_row(2, 1, ["Date", "Pain morning"])  # the table begins at B3
    sheet.write_datetime(3, 1, dt.datetime(2026, 10, 1), day)
    sheet.write_number(3, 2, 3.5)
    sheet.write_number(4, 1, 44835)  # 2 October 2026 counted from 1904, unformatted
    sheet.write_formula(4, 2, "=1+1", None, 2)
    book.close()


def wrong():
    """One of each thing that cannot be read."""
    book = settled(openpyxl.Workbook())
    sheet = book.active
    sheet.append(["date", "pain_morning", "legs"])
    sheet.append([dt.date(2026, 10, 1), 11, "none"])
    sheet.append(["soon", 2, "none"])
    sheet.append([dt.date(2026, 10, 3), dt.date(2026, 5, 3), "knee"])  # a spreadsheet took 3.5 for a day
    sheet.append([None, 2, None])
    sheet.append([dt.date(2026, 10, 6), "#N/A", None, "astray"])
    book.save(OUT / "wrong.xlsx")


dates_1900()
dates_1904()
wrong()
