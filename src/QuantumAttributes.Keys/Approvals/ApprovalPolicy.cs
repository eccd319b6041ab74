using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Approvals;

/// <summary>Who has to agree before a key is destroyed or marked compromised: so many of these.</summary>
/// <remarks>Immutable and safe to use from several threads. The keys stay the caller's.</remarks>
public sealed class ApprovalPolicy
{
    private readonly Dictionary<string, VerifyingKey> _approvers;

    /// <summary>Demands approvals.</summary>
    /// <param name="threshold">How many different approvers have to agree, from 1.</param>
    /// <param name="approvers">Their ML-DSA keys.</param>
    /// <exception cref="ArgumentException">A key is there twice or is not ML-DSA, or there are fewer than have to agree.</exception>
    public ApprovalPolicy(int threshold, IEnumerable<VerifyingKey> approvers)
    {
        ArgumentNullException.ThrowIfNull(approvers);
        _approvers = approvers.ToDictionary(static key => key.Thumbprint.ToString());
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, _approvers.Count);
        if (_approvers.Values.Any(static key => key.Algorithm.Family != "ML-DSA"))
            throw new ArgumentException("Approvers sign with ML-DSA.", nameof(approvers));
        Threshold = threshold;
    }

    /// <summary>How many different approvers have to agree.</summary>
    public int Threshold { get; }

    /// <summary>Holds approvals against the change that is to be made.</summary>
    /// <returns>The thumbprints of those who approved.</returns>
    /// <exception cref="ApprovalException">Too few of them agree to just this, or one is not valid.</exception>
    internal IReadOnlyList<string> Check(
        ApprovalAction action, KeyDescription key, string reason, IReadOnlyList<string> approvals, DateTimeOffset now)
    {
        SortedSet<string> agreed = new(StringComparer.Ordinal);
        ReadOnlyMemory<byte>? statement = null;
        foreach (string text in approvals)
        {
            JsonWebSignature approval = Parse(text);
            if (approval.KeyId is not { } approver || !_approvers.TryGetValue(approver, out VerifyingKey? verifying))
                throw new ApprovalException($"An approval of {key.Id} is by somebody who is no approver.");
            if (!approval.Verify(verifying))
                throw new ApprovalException($"The approval of {key.Id} by {approver} is not authentic.");
            statement ??= approval.Payload;
            if (!approval.Payload.Span.SequenceEqual(statement.Value.Span))
                throw new ApprovalException($"The approvals of {key.Id} are about different statements.");
            CheckStatement(approval.Payload.Span, new ApprovalStatement(action, key, reason, now), now);
            agreed.Add(approver);
        }

        return agreed.Count >= Threshold
            ? [.. agreed]
            : throw new ApprovalException($"{agreed.Count} of {Threshold} approvals are there to {action} {key}.");
    }

    private static JsonWebSignature Parse(string text)
    {
        try
        {
            JsonWebSignature approval = JsonWebSignature.Parse(text);
            if (approval.Type == ApprovalStatement.Type)
                return approval;
        }
        catch (CryptographicException)
        {
            // Said below, as for any other text.
        }

        throw new ApprovalException("What is given as an approval is none.");
    }

    private static void CheckStatement(ReadOnlySpan<byte> payload, ApprovalStatement wanted, DateTimeOffset now)
    {
        ApprovalStatement statement;
        try
        {
            statement = ApprovalStatement.Parse(payload);
        }
        catch (CryptographicException e)
        {
            throw new ApprovalException(e.Message);
        }

        if (statement != wanted with { Expires = statement.Expires })
            throw new ApprovalException($"An approval is about another change than to {wanted.Action} {wanted.Key} at revision {wanted.Revision}, for the reason given.");
        if (statement.Expires <= now || statement.Expires > now + ApprovalStatement.MaxValidity)
            throw new ApprovalException($"An approval to {wanted.Action} {wanted.Key} has expired, or counts for longer than {ApprovalStatement.MaxValidity.TotalDays:0} days.");
    }
}
