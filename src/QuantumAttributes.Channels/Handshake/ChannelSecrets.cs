using System.Security.Cryptography;
using QuantumAttributes.Channels.Noise;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Handshake;

/// <summary>What both sides take out of a finished handshake (protocol.md §3, "Keys"). Wiped on dispose.</summary>
internal sealed class ChannelSecrets : IDisposable
{
    public const int KeySize = 32;
    public const int IvSize = 12;

    private ChannelSecrets(ChannelSuite suite, SymmetricCryptography symmetric)
    {
        Suite = suite;
        Symmetric = symmetric;
        ResponseSecret = Secret(suite.HashLength);
    }

    public ChannelSuite Suite { get; }

    /// <summary>What the secrets are used with.</summary>
    public SymmetricCryptography Symmetric { get; }

    /// <summary><c>Expand(prk_c, "qc1 header", 32)</c></summary>
    public byte[] RequestHeaderKey { get; } = Secret(KeySize);

    /// <summary><c>Expand(prk_c, "qc1 body", 32)</c></summary>
    public byte[] RequestBodyKey { get; } = Secret(KeySize);

    /// <summary><c>Expand(prk_c, "qc1 iv", 12)</c></summary>
    public byte[] RequestIv { get; } = Secret(IvSize);

    /// <summary>S = <c>Expand(prk_s, "qc1 response secret", HashLen)</c></summary>
    public byte[] ResponseSecret { get; }

    private byte[][] Parts => [RequestHeaderKey, RequestBodyKey, RequestIv, ResponseSecret];

    /// <summary>Splits a finished transcript: <c>prk_x = Extract(salt = final h, k_x)</c>.</summary>
    public static ChannelSecrets Derive(ChannelSuite suite, SymmetricState state)
    {
        SymmetricCryptography symmetric = state.Symmetric;
        var secrets = new ChannelSecrets(suite, symmetric);
        Span<byte> clientPrk = stackalloc byte[suite.HashLength];
        Span<byte> serverPrk = stackalloc byte[suite.HashLength];
        try
        {
            state.SplitAndExtract(clientPrk, serverPrk);
            symmetric.HkdfExpand(
                suite.Hash, clientPrk,
                new(secrets.RequestHeaderKey, "qc1 header"u8), new(secrets.RequestBodyKey, "qc1 body"u8), new(secrets.RequestIv, "qc1 iv"u8));
            symmetric.HkdfExpand(suite.Hash, serverPrk, secrets.ResponseSecret, "qc1 response secret"u8);
            return secrets;
        }
        catch
        {
            secrets.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clientPrk);
            CryptographicOperations.ZeroMemory(serverPrk);
        }
    }

    /// <summary>Reads what <see cref="Export"/> wrote; null where it has another length.</summary>
    public static ChannelSecrets? Import(ChannelSuite suite, ReadOnlySpan<byte> exported, SymmetricCryptography symmetric)
    {
        var secrets = new ChannelSecrets(suite, symmetric);
        if (exported.Length != secrets.Parts.Sum(static part => part.Length))
            return null;
        foreach (byte[] part in secrets.Parts)
        {
            exported[..part.Length].CopyTo(part);
            exported = exported[part.Length..];
        }

        return secrets;
    }

    /// <summary>All secrets, one after the other. To be sealed, and wiped by the caller.</summary>
    public byte[] Export()
    {
        byte[] exported = Secret(Parts.Sum(static part => part.Length));
        int length = 0;
        foreach (byte[] part in Parts)
        {
            part.CopyTo(exported, length);
            length += part.Length;
        }

        return exported;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(RequestHeaderKey);
        CryptographicOperations.ZeroMemory(RequestBodyKey);
        CryptographicOperations.ZeroMemory(RequestIv);
        CryptographicOperations.ZeroMemory(ResponseSecret);
    }

    // Pinned, so that the collector leaves no copies behind.
    private static byte[] Secret(int size) => GC.AllocateArray<byte>(size, pinned: true);
}
