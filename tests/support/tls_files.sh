#!/usr/bin/env bash
# tls_files.sh DIRECTORY NAME...: makes DIRECTORY with ca.pem, client.pem for clients, and NAME.pem for each server, a
# name or an address; their keys beside them as …-key.pem. other-ca.pem vouches for none of them but for stranger.pem,
# another client.
set -euo pipefail

directory=$1
shift
mkdir -p "$directory"
cd "$directory"

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1-key.pem"; }

authority() { # authority NAME
  key "$1"
  openssl req -x509 -new -key "$1-key.pem" -days 2 -subj "/CN=quayside test $1" -out "$1.pem" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
}

certificate() { # certificate NAME AUTHORITY EXTENSION...
  local name=$1 authority=$2
  shift 2
  key "$name"
  openssl req -new -key "$name-key.pem" -subj "/CN=$name" |
    openssl x509 -req -CA "$authority.pem" -CAkey "$authority-key.pem" -CAcreateserial -days 2 -out "$name.pem" \
      -extfile <(printf '%s\n' "$@") 2>/dev/null
}

authority ca
authority other-ca
certificate client ca extendedKeyUsage=clientAuth
certificate stranger other-ca extendedKeyUsage=clientAuth
for name in "$@"; do
  kind=DNS
  [[ $name =~ ^[0-9.]+$ ]] && kind=IP
  certificate "$name" ca extendedKeyUsage=serverAuth "subjectAltName=$kind:$name"
done
