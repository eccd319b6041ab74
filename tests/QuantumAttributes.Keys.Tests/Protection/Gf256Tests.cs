using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

public class Gf256Tests
{
    // By the book: polynomials multiplied, then divided by x^8 + x^4 + x^3 + x + 1.
    [Fact]
    public void Given_EachPair_When_Multiplied_Expect_TheRemainderOfThePolynomialsProduct()
    {
        for (int a = 0; a < 256; a++)
        {
            for (int b = 0; b < 256; b++)
                Assert.Equal(Remainder(Product(a, b)), Gf256.Multiply((byte)a, (byte)b));
        }
    }

    [Fact]
    public void Given_EachElement_When_Inverted_Expect_TheOneThatMakesOneWithIt()
    {
        Assert.Equal(0, Gf256.Invert(0));
        for (int a = 1; a < 256; a++)
        {
            int inverse = Assert.Single(Enumerable.Range(0, 256), b => Remainder(Product(a, b)) == 1);
            Assert.Equal(inverse, Gf256.Invert((byte)a));
        }
    }

    private static int Product(int a, int b)
    {
        int product = 0;
        for (int bit = 0; bit < 8; bit++)
        {
            if ((b & (1 << bit)) != 0)
                product ^= a << bit;
        }

        return product;
    }

    private static int Remainder(int polynomial)
    {
        for (int degree = 14; degree >= 8; degree--)
        {
            if ((polynomial & (1 << degree)) != 0)
                polynomial ^= 0x11b << (degree - 8);
        }

        return polynomial;
    }
}
