package dev.triggerfish.allinone;

class T {
  public static void main(String[] args) {}
}
