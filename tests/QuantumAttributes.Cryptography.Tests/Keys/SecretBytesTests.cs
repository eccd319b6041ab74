namespace QuantumAttributes.Cryptography.Tests;

public class SecretBytesTests
{
    [Fact]
    public void Given_Secret_When_Disposed_Expect_ItsBufferZeroed()
    {
        SecretBytes secret = SecretBytes.CopyOf([1, 2, 3]);
        byte[] buffer = secret.Array;
        Assert.Equal([1, 2, 3], buffer);

        secret.Dispose();
        Assert.Equal(new byte[3], buffer);
    }
}
