//! Binary Galois fields GF(2^p) of at most 256 elements, by the logarithms of their elements, in 3 bytes for each.
//!
//! `rqrr`, which reads QR codes, asks for a crate of this name. The one that everybody has keeps a table of all products, 65,536 bytes that
//! nothing compresses, and every device would have to fetch them. This one has what `rqrr` calls, under the same names.
//!
//! ```
//! use g2p::{GaloisField, g2p};
//!
//! g2p!(GF16, 4, modulus: 0b1_0011);
//! assert_eq!(GF16(4) * GF16(5), GF16(7));
//! assert_eq!(GF16::GENERATOR.pow(15), GF16::ONE);
//! ```

use core::ops::{Add, AddAssign, Div, Mul, MulAssign};

/// The elements of the largest field.
const SIZE_MAX: usize = 256;

/// A finite field whose elements are polynomials over GF(2).
pub trait GaloisField:
    Add<Output = Self> + AddAssign + Mul<Output = Self> + MulAssign + Div<Output = Self> + Copy + Eq
{
    /// The element 0.
    const ZERO: Self;
    /// The element 1.
    const ONE: Self;
    /// An element whose powers are all elements but 0: the polynomial x.
    const GENERATOR: Self;

    /// This element, `exponent` times multiplied with itself; 1 if that is 0.
    fn pow(self, exponent: usize) -> Self;
}

/// Logarithms and powers in a field whose elements but 0 are the powers of x.
#[derive(Clone, Copy, Debug)]
pub struct Logarithms {
    /// How many elements there are but 0.
    order: usize,
    /// The power of x that an element is. Of 0 there is none.
    log: [u8; SIZE_MAX],
    /// The powers of x, twice over, so that a sum of two logarithms finds its power.
    exp: [u8; 2 * SIZE_MAX],
}

#[expect(
    clippy::indexing_slicing,
    reason = "a byte finds its place among 256, a sum of two logarithms below 255 among 512, and `get` is none of a `const fn`"
)]
impl Logarithms {
    /// Those of the field of `2^bits` elements with this modulus.
    ///
    /// # Panics
    /// If `bits` is not between 1 and 8, or the powers of x do not reach all elements, which is when the modulus is not primitive.
    #[must_use]
    pub const fn new(bits: u32, modulus: u32) -> Self {
        assert!(bits >= 1 && bits <= 8, "a field of 2 to 256 elements");
        let order = (1 << bits) - 1;
        let mut found = Self { order, log: [0; SIZE_MAX], exp: [0; 2 * SIZE_MAX] };
        let (mut element, mut power) = (1_u32, 0);
        while power < order {
            assert!(element != 1 || power == 0, "a primitive modulus");
            // Below 256, as it has at most eight bits.
            let byte = element.to_le_bytes()[0];
            found.log[element as usize] = power.to_le_bytes()[0];
            found.exp[power] = byte;
            found.exp[power + order] = byte;
            element <<= 1;
            if element >> bits != 0 {
                element ^= modulus;
            }
            power += 1;
        }
        assert!(element == 1, "a primitive modulus");
        found
    }

    /// The product of two elements.
    #[must_use]
    pub const fn product(&self, left: u8, right: u8) -> u8 {
        if left == 0 || right == 0 {
            return 0;
        }
        self.exp[self.log[left as usize] as usize + self.log[right as usize] as usize]
    }

    /// What gives `left` when it is multiplied with `right`.
    ///
    /// # Panics
    /// If `right` is 0.
    #[must_use]
    pub const fn quotient(&self, left: u8, right: u8) -> u8 {
        assert!(right != 0, "division by zero");
        if left == 0 {
            return 0;
        }
        self.exp[self.log[left as usize] as usize + self.order - self.log[right as usize] as usize]
    }

    /// An element, so many times multiplied with itself.
    #[must_use]
    pub const fn power(&self, base: u8, exponent: usize) -> u8 {
        match (base, exponent) {
            (_, 0) => 1,
            (0, _) => 0,
            // An exponent counts modulo the order, so that the product fits.
            _ => self.exp[self.log[base as usize] as usize * (exponent % self.order) % self.order],
        }
    }
}

/// Makes a type of the elements of the field of `2^$bits` elements with this modulus, which must be primitive.
#[macro_export]
macro_rules! g2p {
    ($name:ident, $bits:literal, modulus: $modulus:literal) => {
        #[doc = concat!("An element of GF(2^", stringify!($bits), ").")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(pub u8);

        impl $name {
            const LOGARITHMS: &'static $crate::Logarithms = &$crate::Logarithms::new($bits, $modulus);
        }

        impl $crate::GaloisField for $name {
            const ZERO: Self = Self(0);
            const ONE: Self = Self(1);
            const GENERATOR: Self = Self(2);

            fn pow(self, exponent: usize) -> Self {
                Self(Self::LOGARITHMS.power(self.0, exponent))
            }
        }

        impl core::ops::Add for $name {
            type Output = Self;

            #[expect(
                clippy::suspicious_arithmetic_impl,
                reason = "adding polynomials over GF(2) is an exclusive or"
            )]
            fn add(self, other: Self) -> Self {
                Self(self.0 ^ other.0)
            }
        }

        impl core::ops::AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl core::ops::Mul for $name {
            type Output = Self;

            fn mul(self, other: Self) -> Self {
                Self(Self::LOGARITHMS.product(self.0, other.0))
            }
        }

        impl core::ops::MulAssign for $name {
            fn mul_assign(&mut self, other: Self) {
                *self = *self * other;
            }
        }

        impl core::ops::Div for $name {
            type Output = Self;

            fn div(self, other: Self) -> Self {
                Self(Self::LOGARITHMS.quotient(self.0, other.0))
            }
        }
    };
}
