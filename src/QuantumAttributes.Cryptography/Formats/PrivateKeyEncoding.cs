using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// How an algorithm's private key lies in the privateKey octet string of PKCS#8. Lengths are checked where keys are imported.
/// </summary>
internal abstract class PrivateKeyEncoding
{
    /// <summary>The CHOICE of RFC 9881, section 6 (ML-DSA) and RFC 9935, section 6 (ML-KEM).</summary>
    public static PrivateKeyEncoding SeedOrExpanded { get; } = new SeedOrExpandedEncoding();

    /// <summary>The seed's bytes and nothing else (X-Wing, section 5.8.2).</summary>
    public static PrivateKeyEncoding RawSeed { get; } = new RawSeedEncoding();

    /// <summary>
    /// The expanded key's bytes and nothing else (RFC 9909 for SLH-DSA; draft-ietf-lamps-pq-composite-sigs, section 6.1).
    /// </summary>
    public static PrivateKeyEncoding RawExpanded { get; } = new RawExpandedEncoding();

    /// <exception cref="CryptographicException">The contents are malformed.</exception>
    public abstract PrivateKeyParts Read(ReadOnlySpan<byte> contents);

    /// <summary>Writes the octet string: the seed where there is one, else the expanded key.</summary>
    public abstract void Write(AsnWriter writer, PrivateKeyParts parts);

    private sealed class SeedOrExpandedEncoding : PrivateKeyEncoding
    {
        private static readonly Asn1Tag SeedTag = new(TagClass.ContextSpecific, 0);

        public override PrivateKeyParts Read(ReadOnlySpan<byte> contents)
        {
            DerReader choice = new(contents);
            PrivateKeyParts parts;
            if (choice.NextIs(SeedTag))
                parts = PrivateKeyParts.OfSeed(choice.ReadOctetString(SeedTag));
            else if (choice.NextIs(Asn1Tag.PrimitiveOctetString))
                parts = PrivateKeyParts.OfExpandedKey(choice.ReadOctetString());
            else
                parts = ReadBoth(choice.ReadSequence());
            choice.ThrowIfNotAtEnd();
            return parts;
        }

        public override void Write(AsnWriter writer, PrivateKeyParts parts)
        {
            using (writer.PushOctetString())
            {
                if (parts.HasSeed)
                    writer.WriteOctetString(parts.Seed, SeedTag);
                else
                    writer.WriteOctetString(parts.ExpandedKey);
            }
        }

        private static PrivateKeyParts ReadBoth(DerReader both)
        {
            ReadOnlySpan<byte> seed = both.ReadOctetString();
            ReadOnlySpan<byte> expandedKey = both.ReadOctetString();
            both.ThrowIfNotAtEnd();
            return new PrivateKeyParts { Seed = seed, HasSeed = true, ExpandedKey = expandedKey, HasExpandedKey = true };
        }
    }

    private sealed class RawSeedEncoding : PrivateKeyEncoding
    {
        public override PrivateKeyParts Read(ReadOnlySpan<byte> contents) => PrivateKeyParts.OfSeed(contents);

        /// <exception cref="NotSupportedException">The seed is not known, and no other form has an encoding.</exception>
        public override void Write(AsnWriter writer, PrivateKeyParts parts)
        {
            if (!parts.HasSeed)
                throw new NotSupportedException("PKCS#8 has the seed of this algorithm's keys, which is not known.");
            writer.WriteOctetString(parts.Seed);
        }
    }

    private sealed class RawExpandedEncoding : PrivateKeyEncoding
    {
        public override PrivateKeyParts Read(ReadOnlySpan<byte> contents) => PrivateKeyParts.OfExpandedKey(contents);

        public override void Write(AsnWriter writer, PrivateKeyParts parts) => writer.WriteOctetString(parts.ExpandedKey);
    }
}
