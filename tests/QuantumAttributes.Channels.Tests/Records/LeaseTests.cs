using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Records;

/// <summary>What is lent out goes back once, and never while somebody uses it.</summary>
public class LeaseTests
{
    private static readonly byte[] Key = new byte[32];

    [Fact]
    public void Given_ACipherInUse_When_Disposed_Expect_ItsKeyWipedOnlyAfterTheUse()
    {
        AeadLease lease = Cipher();
        Aes256Gcm inUse = lease.Take();

        lease.Dispose();
        inUse.Encrypt(new byte[12], [], [], new byte[16]);
        lease.Put(inUse);

        Assert.Throws<ObjectDisposedException>(() => inUse.Encrypt(new byte[12], [], [], new byte[16]));
    }

    [Fact]
    public void Given_ACipherInUse_When_TakenOnceMore_Expect_InvalidOperationException()
    {
        using AeadLease lease = Cipher();
        Aes256Gcm inUse = lease.Take();

        Assert.Throws<InvalidOperationException>(lease.Take);
        lease.Put(inUse);
    }

    [Fact]
    public void Given_ADisposedLease_When_Taken_Expect_ObjectDisposedException()
    {
        AeadLease lease = Cipher();
        lease.Dispose();

        Assert.Throws<ObjectDisposedException>(lease.Take);
    }

    [Fact]
    public void Given_ABuffer_When_Disposed_Expect_ItWiped()
    {
        var lease = new BufferLease(100);
        byte[] bytes = lease.Take();
        bytes.AsSpan(0, 90).Fill(7);
        lease.Use(40);
        lease.Use(90);
        lease.Use(10);
        lease.Put(bytes);

        lease.Dispose();

        Assert.False(bytes.AsSpan(0, 90).ContainsAnyExcept((byte)0));
    }

    private static AeadLease Cipher() => new(ProviderSet.Default.Symmetric, Key);
}
