//! Which network addresses may be talked to when somebody else chose them.
//!
//! A feed or a redirect must not reach into the person's own machine and network: routers, printers, databases,
//! the metadata service of a cloud. The rule works on the address that a name was resolved to, and the
//! connection goes to that very address, so that a name cannot change its meaning in between.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether `address` is a place on the public internet (IANA special-purpose address registries for IPv4 and IPv6).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    // Azure's metadata and health service stands on a public address.
    const WIRE_SERVER: [u8; 4] = [168, 63, 129, 16];
    let octets = address.octets();
    let special = match octets {
        [0 | 10 | 127, ..] => true,
        // Shared by providers (RFC 6598).
        [100, b, ..] => b & 0xc0 == 64,
        [169, 254, ..] | [192, 168, ..] => true,
        [172, b, ..] => b & 0xf0 == 16,
        // Protocol assignments, documentation, 6to4 relays.
        [192, 0, 0 | 2, _] | [192, 88, 99, _] | [198, 51, 100, _] | [203, 0, 113, _] => true,
        // Benchmarks (RFC 2544).
        [198, b, ..] => b & 0xfe == 18,
        // Multicast, reserved, broadcast.
        [a, ..] => a >= 224,
    };
    !special && octets != WIRE_SERVER
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // IPv4 in IPv6 clothes: mapped, behind a translator (RFC 6052), and 6to4 (RFC 3056).
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => {
            let [[a, b], [c, d]] = [high, low].map(u16::to_be_bytes);
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Documentation, Teredo and the other protocol assignments.
        [0x2001, 0xdb8, ..] => false,
        [0x2001, next, ..] if next < 0x200 => false,
        [0x3fff, next, ..] if next < 0x1000 => false,
        // Only this eighth of the space is given out (RFC 4291): the rest is local, multicast or nobody's.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(text: &str) -> bool {
        is_public(text.parse().unwrap())
    }

    #[test]
    fn one_s_own_machine_and_network_are_not_public() {
        for own in [
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "192.0.0.192",
            "168.63.129.16",
            "198.19.0.1",
            "224.0.0.251",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:192.168.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "fec0::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
        ] {
            assert!(!public(own), "{own}");
        }
    }

    #[test]
    fn the_rest_of_the_world_is() {
        for place in [
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2a00:1450:4001::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ] {
            assert!(public(place), "{place}");
        }
    }
}
