using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>
/// The profiles that a compilation registers, collected while it is analyzed. Complete only where every registration is in sight: an application,
/// whose names are constants, and whose options go nowhere else.
/// </summary>
internal sealed class ProfileSurvey
{
    private readonly WellKnownTypes _types;
    private readonly ConcurrentDictionary<string, ConcurrentBag<ProfileDemands?>> _profiles = new(StringComparer.Ordinal);
    private volatile bool _isCalled;
    private volatile bool _isUnclear;

    private ProfileSurvey(WellKnownTypes types) => _types = types;

    /// <summary>Whether every profile that can be registered is known. Only at the compilation's end.</summary>
    public bool IsComplete => _isCalled && !_isUnclear;

    /// <summary>The names of all profiles, <c>default</c> included.</summary>
    public IEnumerable<string> Names => _profiles.Keys.Append(ProfileUse.DefaultProfile).Distinct();

    /// <summary>
    /// Starts to collect; null where the compilation is not an application that could register a profile, or where its libraries could too.
    /// </summary>
    public static ProfileSurvey? Begin(CompilationStartAnalysisContext context, WellKnownTypes types)
    {
        if (types.Options is null || types.ServiceExtensions is null
            || context.Compilation.Options.OutputKind is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication)
            || context.Compilation.SourceModule.ReferencedAssemblySymbols.Any(library => MayRegister(library, types.Options.ContainingAssembly)))
        {
            return null;
        }

        var survey = new ProfileSurvey(types);
        context.RegisterOperationAction(operation => survey.Look((IInvocationOperation)operation.Operation), OperationKind.Invocation);
        context.RegisterOperationAction(
            operation => survey.LookAtUse(operation.Operation),
            OperationKind.ParameterReference,
            OperationKind.LocalReference,
            OperationKind.FieldReference,
            OperationKind.PropertyReference,
            OperationKind.Invocation,
            OperationKind.ObjectCreation);
        return survey;
    }

    /// <summary>What a profile demands; null where that is not plain to see. Only at the compilation's end.</summary>
    public ProfileDemands? Find(string profile)
    {
        if (!_profiles.TryGetValue(profile, out var registered))
            return profile == ProfileUse.DefaultProfile ? ProfileDemands.None : null;
        return registered.Count == 1 ? registered.Single() : null;
    }

    // Ours do not; whoever else knows the options may.
    private static bool MayRegister(IAssemblySymbol library, IAssemblySymbol ours) =>
        !library.Name.StartsWith("QuantumAttributes.", StringComparison.Ordinal)
        && library.Modules.Any(module => module.ReferencedAssemblies.Any(referenced => referenced.Name == ours.Name));

    private void Look(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.Name == "AddQuantumAttributes" && method.ContainingType.Is(_types.ServiceExtensions))
            _isCalled = true;
        if (_types.IsAddProfile(method))
            Add(call);
        if (call.Arguments.Any(argument => HandsOptionsAway(argument.Value)))
            _isUnclear = true;
    }

    private void Add(IInvocationOperation call)
    {
        if (call.Argument("name")?.ConstantValue is { HasValue: true, Value: string name })
            _profiles.GetOrAdd(name, _ => []).Add(ProfileDemands.Read(call, _types));
        else
            _isUnclear = true;
    }

    // A delegate over the options that is not written here.
    private bool HandsOptionsAway(IOperation argument)
    {
        IOperation? value = CallChain.Unwrap(argument);
        return value?.Type is INamedTypeSymbol { TypeKind: TypeKind.Delegate } type
            && type.TypeArguments.Any(item => item.Is(_types.Options))
            && value is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation }
            && value.ConstantValue is not { HasValue: true };
    }

    // Options that are more than the thing before a dot: an argument, a value that is kept, a value returned by more than a lambda.
    private void LookAtUse(IOperation operation)
    {
        if (!operation.Type.Is(_types.Options))
            return;
        IOperation? parent = operation.Parent;
        while (parent is IConversionOperation)
            parent = parent.Parent;
        bool isPlain = parent switch
        {
            IMemberReferenceOperation member => member.Instance == operation,
            IInvocationOperation call => call.Instance == operation,
            IExpressionStatementOperation => true,
            IReturnOperation { IsImplicit: true } => true,
            _ => false,
        };
        if (!isPlain)
            _isUnclear = true;
    }
}
