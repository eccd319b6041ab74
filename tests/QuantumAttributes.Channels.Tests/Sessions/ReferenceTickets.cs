using Org.BouncyCastle.Crypto;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Tests.Reference;

namespace QuantumAttributes.Channels.Tests.Sessions;

/// <summary>
/// Tickets under one key, written from protocol.md §6: <c>key id(4) | nonce(32) | AES-256-GCM(K, iv, content)</c>, with
/// <c>K | iv = Expand(Extract(nonce, ticket key), "qa1 ticket", 44)</c> and the AAD <c>"qa1 ticket" | key id</c>.
/// </summary>
internal sealed class ReferenceTickets : ITicketSealer
{
    private static readonly byte[] KeyId = [1, 2, 3, 4];
    private static readonly byte[] TicketKey = [.. Enumerable.Range(7, 32).Select(i => (byte)i)];

    public static byte[] Seal(byte[] content)
    {
        byte[] nonce = Org.BouncyCastle.Security.SecureRandom.GetNextBytes(new(), 32);
        (byte[] key, byte[] iv) = Derive(nonce);
        return Bits.Join(KeyId, nonce, Primitives.Seal(key, iv, content, Bits.Join(Bits.Text("qa1 ticket"), KeyId)));
    }

    public static byte[]? Open(byte[] ticket)
    {
        if (ticket.Length < 4 + 32 + 16 || !ticket.AsSpan().StartsWith(KeyId))
            return null;
        (byte[] key, byte[] iv) = Derive(ticket[4..36]);
        try
        {
            return Primitives.Open(key, iv, ticket[36..], Bits.Join(Bits.Text("qa1 ticket"), KeyId));
        }
        catch (InvalidCipherTextException)
        {
            return null;
        }
    }

    public ValueTask<byte[]> SealAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => new(Seal(content.ToArray()));

    public ValueTask<byte[]?> OpenAsync(ReadOnlyMemory<byte> ticket, CancellationToken cancellationToken) => new(Open(ticket.ToArray()));

    private static (byte[] Key, byte[] Iv) Derive(byte[] nonce)
    {
        byte[] derived = ReferenceHash.Sha256.Expand(ReferenceHash.Sha256.Extract(nonce, TicketKey), Bits.Text("qa1 ticket"), 44);
        return (derived[..32], derived[32..]);
    }
}
