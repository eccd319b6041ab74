using System.Buffers;
using System.Buffers.Text;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.StructuredFields;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>
/// Reads the one <see cref="RequestSignature"/> of a request, and the classical one beside it (RFC 9421 §3.2, steps 1 to 5; wire
/// protocol §6).
/// </summary>
internal static class RequestSignatureReader
{
    private const int MaxNonceText = 43; // of 32 bytes

    // So that adding a lifetime or a retention never leaves the range of DateTimeOffset.
    private static readonly long MaxSeconds = (DateTimeOffset.MaxValue - TimeSpan.FromHours(1)).ToUnixTimeSeconds();

    public static RequestSignatureOutcome Read(IMessageComponents message, out RequestSignature? signature) =>
        WrittenSignature.TryReadOwnForm(
            message.GetField(RequestSignatureProfile.SignatureInputField), message.GetField(RequestSignatureProfile.SignatureField),
            out WrittenSignature written)
            ? Judge(message, written, classical: null, out signature)
            : ReadAnyForm(message, out signature);

    internal static RequestSignatureOutcome ReadAnyForm(IMessageComponents message, out RequestSignature? signature)
    {
        signature = null;
        RequestSignatureOutcome outcome = Select(message, out TaggedInput? own, out TaggedInput? beside);
        if (outcome != RequestSignatureOutcome.Passed)
        {
            return outcome;
        }

        RequestSignature? classical = null;
        if (beside is not null)
        {
            outcome = ReadMember(message, beside, null, out classical);
        }

        return outcome == RequestSignatureOutcome.Passed ? ReadMember(message, own!, classical, out signature) : outcome;
    }

    private static RequestSignatureOutcome ReadMember(
        IMessageComponents message, TaggedInput tagged, RequestSignature? classical, out RequestSignature? signature)
    {
        signature = null;
        (string label, InnerList input) = tagged;
        RequestSignatureOutcome outcome = CheckParameterNames(input.Parameters);
        if (outcome != RequestSignatureOutcome.Passed)
        {
            return outcome;
        }

        if (!SignatureBase.TryReadNames(input, out List<string> covered)
            || !TryReadSignature(message, label, out ReadOnlyMemory<byte> bytes)
            || !input.Parameters[SignatureParameter.Created].TryGetInteger(out long created)
            || !input.Parameters[SignatureParameter.Expires].TryGetInteger(out long expires)
            || !input.Parameters[SignatureParameter.Nonce].TryGetString(out string? nonce)
            || !input.Parameters[SignatureParameter.KeyId].TryGetString(out string? keyId)
            || !input.Parameters[SignatureParameter.Algorithm].TryGetString(out string? algorithm))
        {
            return RequestSignatureOutcome.Malformed;
        }

        var written = new WrittenSignature
        {
            Label = label,
            Covered = covered,
            Parameters = input.ToString().AsMemory(),
            Created = created,
            Expires = expires,
            Nonce = nonce,
            KeyId = keyId,
            Algorithm = algorithm,
            Bytes = new SignatureBytes(bytes),
        };
        return Judge(message, written, classical, out signature);
    }

    private static RequestSignatureOutcome Judge(
        IMessageComponents message, WrittenSignature written, RequestSignature? classical, out RequestSignature? signature)
    {
        signature = null;
        if (!TryReadTime(written.Created, out DateTimeOffset created)
            || !TryReadTime(written.Expires, out DateTimeOffset expires)
            || !TryReadNonce(written.Nonce, out byte[] nonce)
            || !TryReadKey(message, written, out KeyThumbprint keyId, out ReadOnlyMemory<byte>? ticket))
        {
            return RequestSignatureOutcome.Malformed;
        }

        if (!CoversAll(written.Covered, RequestSignatureProfile.CoveredIn(message))
            || (ticket is not null && !written.Covered.Contains(SessionTicketField.ComponentName)))
        {
            return RequestSignatureOutcome.MissingCoverage;
        }

        RequestSignature read = new(message, written.Covered, written.Parameters, written.Bytes)
        {
            Label = written.Label,
            KeyId = keyId,
            Algorithm = written.Algorithm,
            Ticket = ticket,
            Created = created,
            Expires = expires,
            Nonce = nonce,
            Classical = classical,
        };
        if (!read.IsOverTheSameAs(classical))
        {
            return RequestSignatureOutcome.Unpaired;
        }

        signature = read;
        return RequestSignatureOutcome.Passed;
    }

    private static RequestSignatureOutcome Select(IMessageComponents message, out TaggedInput? own, out TaggedInput? classical)
    {
        (own, classical) = (null, null);
        string? field = message.GetField(RequestSignatureProfile.SignatureInputField);
        if (field is null)
        {
            return RequestSignatureOutcome.Absent;
        }

        if (!StructuredField.TryParseDictionary(field, out FieldDictionary? inputs, rejectDuplicateKeys: true))
        {
            return RequestSignatureOutcome.Malformed;
        }

        foreach ((string key, Member member) in inputs)
        {
            if (member is not InnerList list)
            {
                return RequestSignatureOutcome.Malformed;
            }

            bool isNew = TagOf(list) switch
            {
                RequestSignatureProfile.Tag => TryFill(ref own, key, list),
                RequestSignatureProfile.ClassicalTag => TryFill(ref classical, key, list),
                _ => true,
            };
            if (!isNew)
            {
                return RequestSignatureOutcome.Ambiguous;
            }
        }

        // A classical signature alone proves nothing that we take, and is not passed over as if it were nobody's.
        return own is not null ? RequestSignatureOutcome.Passed
            : classical is not null ? RequestSignatureOutcome.Unpaired
            : RequestSignatureOutcome.Absent;
    }

    private static bool TryFill(ref TaggedInput? place, string label, InnerList input)
    {
        bool isNew = place is null;
        place ??= new TaggedInput(label, input);
        return isNew;
    }

    private static string? TagOf(InnerList list) =>
        list.Parameters.TryGetValue(SignatureParameter.Tag, out BareItem tag) && tag.TryGetString(out string? text) ? text : null;

    private static RequestSignatureOutcome CheckParameterNames(Parameters parameters)
    {
        foreach ((string name, _) in parameters)
        {
            if (!SignatureParameter.All.Contains(name))
            {
                return RequestSignatureOutcome.UnknownParameter;
            }
        }

        return parameters.Count < SignatureParameter.All.Count
            ? RequestSignatureOutcome.MissingParameter
            : RequestSignatureOutcome.Passed;
    }

    private static bool CoversAll(List<string> covered, IReadOnlyList<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (!covered.Contains(names[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadSignature(IMessageComponents message, string label, out ReadOnlyMemory<byte> signature)
    {
        signature = default;
        string? field = message.GetField(RequestSignatureProfile.SignatureField);
        return StructuredField.TryParseDictionary(field, out FieldDictionary? signatures, rejectDuplicateKeys: true)
            && signatures.TryGetValue(label, out Member? member)
            && member is Item { Parameters.Count: 0 } item
            && item.Value.TryGetBytes(out signature);
    }

    // Of a session keyid is the ticket's name, of everything else the key's own.
    private static bool TryReadKey(
        IMessageComponents message, WrittenSignature written, out KeyThumbprint keyId, out ReadOnlyMemory<byte>? ticket)
    {
        (keyId, ticket) = (default, null);
        if (written.Algorithm != SessionTicketField.Algorithm)
        {
            return KeyThumbprint.TryParse(written.KeyId, out keyId);
        }

        if (!SessionTicketField.TryParse(message.GetField(SessionTicketField.ComponentName), out ReadOnlyMemory<byte> bytes)
            || !SessionTicketField.IsKeyIdOf(bytes.Span, written.KeyId))
        {
            return false;
        }

        ticket = bytes;
        return true;
    }

    private static bool TryReadTime(long seconds, out DateTimeOffset time)
    {
        bool valid = seconds >= 0 && seconds <= MaxSeconds;
        time = valid ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return valid;
    }

    // Only the canonical text of a nonce counts, so that it has one name in every log.
    private static bool TryReadNonce(ReadOnlySpan<char> text, out byte[] nonce)
    {
        nonce = [];
        Span<byte> bytes = stackalloc byte[RequestSignatureProfile.MaxNonceSize];
        Span<char> canonical = stackalloc char[MaxNonceText];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out int size) != OperationStatus.Done
            || size < RequestSignatureProfile.MinNonceSize
            || !text.SequenceEqual(canonical[..Base64Url.EncodeToChars(bytes[..size], canonical)]))
        {
            return false;
        }

        nonce = bytes[..size].ToArray();
        return true;
    }

    private sealed record TaggedInput(string Label, InnerList Input);
}
