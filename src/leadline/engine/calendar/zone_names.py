"""What people and programs call time zones, beside the names of the IANA."""

from __future__ import annotations

# Abbreviations by the place that most people who write them mean.
SHORT = {
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles", "mt": "America/Denver", "mdt": "America/Denver",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago",
    "et": "America/New_York", "edt": "America/New_York", "akst": "America/Anchorage",
    "akdt": "America/Anchorage", "ast": "America/Halifax", "adt": "America/Halifax",
    "nst": "America/St_Johns", "ndt": "America/St_Johns", "brt": "America/Sao_Paulo",
    "art": "America/Argentina/Buenos_Aires", "clt": "America/Santiago",
    "cot": "America/Bogota", "pet": "America/Lima", "bst": "Europe/London",
    "west": "Europe/Lisbon", "cest": "Europe/Berlin", "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin", "hnec": "Europe/Paris", "eest": "Europe/Athens",
    "oez": "Europe/Athens", "msk": "Europe/Moscow", "trt": "Europe/Istanbul",
    "sast": "Africa/Johannesburg", "cat": "Africa/Maputo", "eat": "Africa/Nairobi",
    "wat": "Africa/Lagos", "gst": "Asia/Dubai", "pkt": "Asia/Karachi",
    "ist": "Asia/Kolkata", "ict": "Asia/Bangkok", "wib": "Asia/Jakarta",
    "sgt": "Asia/Singapore", "hkt": "Asia/Hong_Kong", "pht": "Asia/Manila",
    "jst": "Asia/Tokyo", "kst": "Asia/Seoul", "awst": "Australia/Perth",
    "acst": "Australia/Adelaide", "acdt": "Australia/Adelaide",
    "aest": "Australia/Sydney", "aedt": "Australia/Sydney",
    "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland",
}  # fmt: skip
# Places and regions that no name of the IANA ends in.
PLACES = {
    "eastern time": "America/New_York", "central time": "America/Chicago",
    "mountain time": "America/Denver", "pacific time": "America/Los_Angeles",
    "atlantic time": "America/Halifax", "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu", "arizona": "America/Phoenix",
    "newfoundland": "America/St_Johns", "saskatchewan": "America/Regina",
    "central america": "America/Guatemala", "guadalajara": "America/Mexico_City",
    "brasilia": "America/Sao_Paulo", "quito": "America/Bogota",
    "georgetown": "America/La_Paz", "greenland": "America/Nuuk",
    "bern": "Europe/Zurich", "rom": "Europe/Rome", "wien": "Europe/Vienna",
    "edinburgh": "Europe/London", "lissabon": "Europe/Lisbon",
    "kiew": "Europe/Kyiv", "st. petersburg": "Europe/Moscow",
    "moskau": "Europe/Moscow", "pretoria": "Africa/Johannesburg",
    "west central africa": "Africa/Lagos", "abu dhabi": "Asia/Dubai",
    "islamabad": "Asia/Karachi", "chennai": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata", "new delhi": "Asia/Kolkata",
    "hanoi": "Asia/Bangkok", "beijing": "Asia/Shanghai", "osaka": "Asia/Tokyo",
    "sapporo": "Asia/Tokyo", "astana": "Asia/Almaty", "canberra": "Australia/Sydney",
    "wellington": "Pacific/Auckland",
}  # fmt: skip
