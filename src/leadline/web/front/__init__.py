"""What stands between the sockets and the pages.

Whole requests are read here, with a deadline and a least speed, before a thread is
taken; answers go out at the reader's own pace after the thread is free again.
"""
