"""Calendar files (RFC 5545) and invitations in them (RFC 5546), for any calendar program."""
