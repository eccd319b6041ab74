using System.Security.Cryptography;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Channels.Server;

/// <summary>
/// The random nonces of answers, drawn many at a time: a draw costs as much as all else of an answer's cryptography. A nonce goes out in the
/// clear, so that nothing is lost if those still to come are read from memory. Two copies of a machine that is cloned while it runs give
/// out the same ones; they seal under the same keys only for one request that both answer, and their replay windows are copies as well.
/// </summary>
/// <param name="random">The source.</param>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class ResponseNonces(RandomNumberGenerator random)
{
    private const int Batch = 64;

    private readonly Lock _lock = new();
    private readonly byte[] _drawn = new byte[Batch * ResponseField.NonceSize];
    private int _left;

    /// <summary>Gives out the next one.</summary>
    /// <param name="nonce">Receives 32 bytes, which nobody else gets.</param>
    public void Take(Span<byte> nonce)
    {
        lock (_lock)
        {
            if (_left == 0)
            {
                random.GetBytes(_drawn);
                _left = Batch;
            }

            _left--;
            _drawn.AsSpan(_left * ResponseField.NonceSize, ResponseField.NonceSize).CopyTo(nonce);
        }
    }
}
