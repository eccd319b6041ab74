using System.Security.Cryptography;
using QuantumAttributes.Keys.Approvals;

namespace QuantumAttributes.Fuzz;

internal sealed class ApprovalTarget : FuzzTarget
{
    public override string Name => "approval";

    public override string Claim => "ApprovalStatement: CryptographicException, or the one form of what it says";

    protected override void Execute(byte[] input)
    {
        ApprovalStatement? statement = Contract.Parse<ApprovalStatement, CryptographicException>(() => ApprovalStatement.Parse(input));
        Contract.Holds(statement is null || statement.ToUtf8().AsSpan().SequenceEqual(input), "a statement has one form");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        byte[] statement = new ApprovalStatement(
            ApprovalAction.Destroy, FuzzKeys.Header.Key, "left the company", FuzzKeys.Header.Key.Created).ToUtf8();
        yield return new FuzzSeed("good", statement);
        yield return new FuzzSeed("space", [.. statement, (byte)' ']);
        yield return new FuzzSeed("cut", statement[..^1]);
        yield return new FuzzSeed("huge", """{"action":"Destroy","exp":9223372036854775807}"""u8.ToArray());
    }
}
