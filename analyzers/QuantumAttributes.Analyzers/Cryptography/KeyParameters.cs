using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;
using QuantumAttributes.Analyzers.Usage;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>The size or curve of a key where the code says it. What it does not say is not guessed.</summary>
internal sealed class KeyParameters(ClassicalSymbols symbols)
{
    private static readonly string[] BitSizes = ["keySizeInBits", "keySize", "dwKeySize", "strength", "size"];

    /// <summary>What the arguments say of an algorithm's size or curve, or empty.</summary>
    public string Of(string algorithm, IEnumerable<IArgumentOperation> arguments) => arguments
        .Select(argument => Of(algorithm, argument))
        .FirstOrDefault(static parameters => parameters.Length > 0) ?? "";

    /// <summary>The bytes of a symmetric key in bits, or null.</summary>
    public static int? BitsOf(IOperation? key) => ConstantLength.Of(Locals.Resolve(CallChain.Unwrap(key))) * 8;

    private string Of(string algorithm, IArgumentOperation argument)
    {
        var value = Locals.Resolve(CallChain.Unwrap(argument.Value));
        return value switch
        {
            { ConstantValue: { HasValue: true, Value: int bits } } when IsSize(algorithm, argument, bits) => bits.ToString(System.Globalization.CultureInfo.InvariantCulture),
            { ConstantValue: { HasValue: true, Value: string name } } => NamedAlgorithm.ParametersOf(algorithm, name),
            IMemberReferenceOperation { Member: var member } when symbols.IsRelevant(member.ContainingType) && symbols.FindMember(member) is { } api => api.Parameters,
            IInvocationOperation { TargetMethod: { Name: var factory } } call when factory.StartsWith("CreateFrom", StringComparison.Ordinal) => Of(algorithm, call.Arguments),
            IInvocationOperation { TargetMethod.Name: "GetByName" } call => Of(algorithm, call.Arguments),
            _ => "",
        };
    }

    private static bool IsSize(string algorithm, IArgumentOperation argument, int bits) =>
        argument.Parameter is { } parameter && BitSizes.Contains(parameter.Name) && bits >= 112 && algorithm is "RSA" or "DSA" or "DH" or "ElGamal";
}
