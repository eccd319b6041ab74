using System.Security.Cryptography;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Channels.Tests.Records;

/// <summary>What is lent out goes back once, and never while somebody uses it.</summary>
public class LeaseTests
{
    private static readonly byte[] Key = new byte[32];

    [Fact]
    public void Given_ACipherInUse_When_Disposed_Expect_ItComesBackOnlyAfterTheUse()
    {
        using var pool = new AeadPool(Key);
        AeadLease lease = AeadLease.From(pool);
        AesGcm inUse = lease.Take();

        lease.Dispose();
        AesGcm other = pool.Rent();
        lease.Put(inUse);

        Assert.NotSame(inUse, other);
        Assert.Same(inUse, pool.Rent());
    }

    [Fact]
    public void Given_ACipher_When_DisposedTwice_Expect_OneInThePool()
    {
        using var pool = new AeadPool(Key);
        AeadLease lease = AeadLease.From(pool);

        lease.Dispose();
        lease.Dispose();

        Assert.NotSame(pool.Rent(), pool.Rent());
    }

    [Fact]
    public void Given_ACipherInUse_When_TakenOnceMore_Expect_InvalidOperationException()
    {
        using AeadLease lease = AeadLease.Of(Key);
        AesGcm inUse = lease.Take();

        Assert.Throws<InvalidOperationException>(lease.Take);
        lease.Put(inUse);
    }

    [Fact]
    public void Given_ADisposedLease_When_Taken_Expect_ObjectDisposedException()
    {
        AeadLease lease = AeadLease.Of(Key);
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

    [Fact]
    public void Given_ManyUsersAtOnce_When_TheyRent_Expect_NoCipherForTwo()
    {
        using var pool = new AeadPool(Key);
        var inUse = new HashSet<AesGcm>(ReferenceEqualityComparer.Instance);
        int shared = 0;

        Parallel.For(0, 20_000, _ =>
        {
            AesGcm aead = pool.Rent();
            lock (inUse)
                shared += inUse.Add(aead) ? 0 : 1;
            lock (inUse)
                inUse.Remove(aead);
            pool.Return(aead);
        });

        Assert.Equal(0, shared);
    }

    [Fact]
    public void Given_ADisposedPool_When_ACipherComesBack_Expect_ItDisposed()
    {
        var pool = new AeadPool(Key);
        AesGcm aead = pool.Rent();

        pool.Dispose();
        pool.Return(aead);

        Assert.Throws<ObjectDisposedException>(() => aead.Encrypt(new byte[12], [], Span<byte>.Empty, new byte[16]));
        Assert.Throws<ObjectDisposedException>(pool.Rent);
    }

    [Fact]
    public void Given_APoolWithCiphers_When_Disposed_Expect_ThemDisposed()
    {
        var pool = new AeadPool(Key);
        AesGcm aead = pool.Rent();
        pool.Return(aead);

        pool.Dispose();

        Assert.Throws<ObjectDisposedException>(() => aead.Encrypt(new byte[12], [], Span<byte>.Empty, new byte[16]));
    }
}
