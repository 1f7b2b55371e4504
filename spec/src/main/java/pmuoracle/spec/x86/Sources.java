package pmuoracle.spec.x86;

/** Sources that several claims name. */
final class Sources {
  static final String REVIEW = "mail Re: [PATCH v2] KVM: x86: PMU Event Filter, 2019-07-16";
  static final String API = "Documentation/virt/kvm/api.rst 4.120";

  private Sources() {}
}
