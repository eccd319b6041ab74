using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// CTR_DRBG with AES-256, without derivation function (NIST SP 800-90A, section 10.2.1), as the submissions' known answers were
/// drawn.
/// </summary>
internal sealed class NistDrbg : RandomNumberGenerator
{
    private const int KeySize = 32;
    private const int BlockSize = 16;

    private byte[] _key = new byte[KeySize];
    private byte[] _counter = new byte[BlockSize];

    /// <param name="seed">48 bytes.</param>
    public NistDrbg(byte[] seed) => Update(seed);

    public override void GetBytes(byte[] data)
    {
        Generate(data.Length).CopyTo(data, 0);
        Update(new byte[KeySize + BlockSize]);
    }

    private void Update(byte[] provided)
    {
        byte[] fresh = [.. Generate(KeySize + BlockSize).Zip(provided, static (a, b) => (byte)(a ^ b))];
        _key = fresh[..KeySize];
        _counter = fresh[KeySize..];
    }

    private byte[] Generate(int size)
    {
        using Aes aes = Aes.Create();
        aes.Key = _key;
        List<byte> output = [];
        while (output.Count < size)
        {
            for (int i = BlockSize - 1; i >= 0 && ++_counter[i] == 0; i--)
            {
            }

            output.AddRange(aes.EncryptEcb(_counter, PaddingMode.None));
        }

        return [.. output.Take(size)];
    }
}
