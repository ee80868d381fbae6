//! The two fields of QR codes, against multiplication by hand, for all elements.

use g2p::{GaloisField, Logarithms, g2p};

g2p!(GF16, 4, modulus: 0b1_0011);
g2p!(GF256, 8, modulus: 0b1_0001_1101);

/// Multiplies two polynomials over GF(2) and takes what is left after dividing by the modulus.
fn by_hand(left: u8, right: u8, bits: u32, modulus: u32) -> u32 {
    let mut product =
        (0..8).filter(|bit| right >> bit & 1 == 1).fold(0, |sum, bit| sum ^ (u32::from(left) << bit));
    for bit in (bits..16).rev() {
        if product >> bit & 1 == 1 {
            product ^= modulus << (bit - bits);
        }
    }
    product
}

#[test]
fn products_are_those_of_polynomials() {
    for left in 0..=255 {
        for right in 0..=255 {
            let product = GF256(left) * GF256(right);
            assert_eq!(u32::from(product.0), by_hand(left, right, 8, 0b1_0001_1101), "{left} {right}");
        }
    }
    for left in 0..16 {
        for right in 0..16 {
            let product = GF16(left) * GF16(right);
            assert_eq!(u32::from(product.0), by_hand(left, right, 4, 0b1_0011), "{left} {right}");
        }
    }
}

#[test]
fn a_quotient_times_the_divisor_is_what_was_divided() {
    for left in 0..=255 {
        for right in 1..=255 {
            assert_eq!(GF256(left) / GF256(right) * GF256(right), GF256(left), "{left} {right}");
        }
    }
}

#[test]
fn a_power_is_a_product_of_as_many() {
    for base in 0..=255 {
        let mut product = GF256::ONE;
        for exponent in 0..600 {
            assert_eq!(GF256(base).pow(exponent), product, "{base} {exponent}");
            product *= GF256(base);
        }
    }
    assert_eq!(GF16::GENERATOR.pow(usize::MAX), GF16::GENERATOR.pow(usize::MAX % 15));
}

#[test]
fn adding_twice_is_nothing() {
    let mut sum = GF256(0b1010);
    sum += GF256(0b0110);
    assert_eq!(sum, GF256(0b1100));
    sum += GF256(0b0110);
    assert_eq!(sum + GF256(0b1010), GF256::ZERO);
}

#[test]
#[should_panic(expected = "division by zero")]
fn nothing_is_divided_by_zero() {
    let _quotient = GF256::ONE / GF256::ZERO;
}

#[test]
#[should_panic(expected = "a primitive modulus")]
fn a_modulus_that_does_not_reach_all_elements_is_refused() {
    // x^8 + x^4 + x^3 + x + 1: irreducible, but x has the order 51.
    let _logarithms = Logarithms::new(8, 0b1_0001_1011);
}
